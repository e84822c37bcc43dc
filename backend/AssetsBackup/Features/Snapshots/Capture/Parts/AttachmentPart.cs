using System.Text.Json;
using AssetsBackup.Atlassian;
using AssetsBackup.Features.Snapshots.Capture.Incremental;
using AssetsBackup.Features.Snapshots.Capture.Normalising;
using AssetsBackup.Features.Snapshots.Records;
using AssetsBackup.Vault;

namespace AssetsBackup.Features.Snapshots.Capture.Parts;

/// <summary>
/// Attachments under their names, their bytes as they are (contract §5.11). Objects that have some are counted also where the
/// site does not give them, so that people know what is left out.
/// </summary>
internal sealed class AttachmentPart(CaptureScope scope) : IObjectPart
{
    private volatile bool isNotOffered;

    // An earlier snapshot with attachments proves that the site has the call.
    private volatile bool isOffered =
        scope.Base?.Facts.Parts.Any(part => part is { Name: "attachments", Count: > 0 }) == true;

    public string Name => "attachments";

    public string Noun => "attachment";

    public bool MayHave(ObjectAtHand owner) => true;

    public async Task<int> ForgetAsync(
        CaptureBase earlier,
        TreeEntry owner,
        CancellationToken cancellationToken
    )
    {
        var list = await earlier.FindAsync(
            SnapshotTrees.Attachments,
            owner.Group,
            owner.Id,
            cancellationToken
        );
        if (list is null)
            return 0;
        await scope.Writer.StageAsync(
            SnapshotTrees.Attachments,
            [TreeEntry.Removed(owner.Group, owner.Id)],
            cancellationToken
        );
        var files = await earlier
            .ListAsync(SnapshotTrees.AttachmentFiles, owner.Id, cancellationToken)
            .Select(file => TreeEntry.Removed(file.Group, file.Id))
            .ToListAsync(cancellationToken);
        await scope.Writer.StageAsync(SnapshotTrees.AttachmentFiles, files, cancellationToken);
        return files.Count;
    }

    public async Task<PartOfObject> CaptureAsync(
        ObjectAtHand owner,
        CancellationToken cancellationToken
    )
    {
        if (!HasSome(await owner.ReadAsync(cancellationToken)))
            return new PartOfObject(0);
        if (isNotOffered)
            return PartOfObject.NotOffered;
        try
        {
            var answer = await scope.Assets.ListAttachmentsAsync(owner.Id, cancellationToken);
            isOffered = true;
            if (ListedPart.Of(answer) is not { } listed)
                return PartOfObject.NoList;
            // Whoever deleted the last of them meanwhile leaves an object that says so.
            if (
                listed is { Items.Count: 0, Withheld: 0 }
                && HasSome(await owner.ReadAnewAsync(cancellationToken))
            )
                return new PartOfObject(0, 1, "the object has some, and its list is empty");
            return await KeepAsync(owner, listed, cancellationToken);
        }
        catch (AtlassianNotFoundException) when (!isOffered)
        {
            // Throws for an object that is gone: then nothing is known of the call.
            await owner.ReadAnewAsync(cancellationToken);
            isNotOffered = true;
            return PartOfObject.NotOffered;
        }
    }

    private static bool HasSome(JsonElement source) =>
        source.Member("extendedInfo"u8)?.Flag("attachmentsExists"u8) == true;

    private async Task<PartOfObject> KeepAsync(
        ObjectAtHand owner,
        ListedPart listed,
        CancellationToken cancellationToken
    )
    {
        var files = new AttachmentFiles(scope, owner.Id);
        var (sizes, entries) = (
            new Dictionary<string, long>(StringComparer.Ordinal),
            new List<TreeEntry>()
        );
        var why = listed.Withheld > 0 ? ListedPart.Short : null;
        foreach (var item in listed.Items)
        {
            var id =
                item.Text("id"u8) ?? throw new FormatException("An attachment came without an id.");
            var kept = await files.KeepAsync(item, cancellationToken);
            why ??= kept.Why;
            if (kept.Record is not { } record)
                continue;
            sizes[id] = kept.Length;
            entries.Add(
                new TreeEntry(
                    owner.Id,
                    id,
                    owner.Entry.Key,
                    TreeEntry.Clip(item.Text("filename"u8) ?? ""),
                    item.UtcTicks("created"u8),
                    record
                )
            );
        }
        await scope.Writer.StageAsync(SnapshotTrees.AttachmentFiles, entries, cancellationToken);
        var list = await scope.Writer.AddRecordAsync(
            PartsNormaliser.Attachments(owner.Id, listed.Items, sizes),
            cancellationToken
        );
        await scope.Writer.StageAsync(
            SnapshotTrees.Attachments,
            [owner.EntryOf(list)],
            cancellationToken
        );
        var lost = listed.Items.Count - entries.Count;
        return new PartOfObject(entries.Count, lost + listed.Withheld, why);
    }
}
