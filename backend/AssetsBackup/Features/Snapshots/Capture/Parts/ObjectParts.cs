using AssetsBackup.Features.Runs;

namespace AssetsBackup.Features.Snapshots.Capture.Parts;

/// <summary>The parts that cost calls for each object.</summary>
internal static class ObjectParts
{
    /// <summary>Those that a run is to read, by their names in the coverage manifest.</summary>
    public static IReadOnlyCollection<string> WantedBy(RunContext run, CaptureOptions options) =>
        !options.CallsPerObject ? ["avatars"]
        : run.Arguments<BackupArguments>().Attachments
            ? ["avatars", "comments", "history", "attachments"]
        : ["avatars", "comments", "history"];

    public static IReadOnlyList<IObjectPart> Of(
        CaptureScope scope,
        IReadOnlyCollection<string> wanted
    )
    {
        IObjectPart[] all =
        [
            new AvatarPart(scope),
            ListPart.Comments(scope),
            ListPart.History(scope),
            new AttachmentPart(scope),
        ];
        return [.. all.Where(part => wanted.Contains(part.Name))];
    }
}
