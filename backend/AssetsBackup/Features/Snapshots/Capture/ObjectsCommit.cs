using AssetsBackup.Atlassian;
using AssetsBackup.Features.Audit;
using AssetsBackup.Features.Snapshots.Capture.Parts;
using AssetsBackup.Features.Snapshots.Records;
using AssetsBackup.Vault;

namespace AssetsBackup.Features.Snapshots.Capture;

/// <summary>
/// Commits what a restore needs first, definitions and objects, with what is missing of them in words. What costs calls for
/// each object, and what issues name, is read after it and committed by <see cref="PartsCommit"/>.
/// </summary>
internal sealed class ObjectsCommit(
    CaptureScope scope,
    CaptureCheckpoint checkpoint,
    TimeProvider clock
)
{
    private const int ReasonsAtMost = 50;

    private const string LeftOut = "Left out by the server's setting Capture:CallsPerObject.";

    private const string NotWanted = "Left out as asked for when the backup was started.";

    private static readonly string[] OfObjects = ["comments", "history", "attachments"];

    private readonly BackupArguments arguments = scope.Run.Arguments<BackupArguments>();

    /// <param name="previous">Objects of the schema's last snapshot.</param>
    /// <param name="audit">The end of the audit log now.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<RootRecord> RunAsync(
        int previous,
        AuditAnchor? audit,
        CancellationToken cancellationToken
    )
    {
        await scope.Run.ReportAsync("Reading back what was written", 0, null, cancellationToken);
        var settled = checkpoint.Settled!;
        var reasons = Reasons(settled, previous).ToList();
        var facts = new SnapshotFacts
        {
            WorkspaceId = scope.Site.WorkspaceId,
            CloudId = scope.Site.CloudId,
            SiteUrl = scope.Site.SiteUrl,
            SiteKind = scope.Site.Kind,
            Home = scope.Home,
            SchemaId = scope.SchemaId,
            SchemaName = checkpoint.Definitions.SchemaName,
            SchemaKey = checkpoint.Definitions.SchemaKey,
            StartedAt = checkpoint.StartedAt,
            FinishedAt = clock.GetUtcNow(),
            Consistency = new ConsistencyWindow(checkpoint.StartedAt, settled.At, settled.Moved)
            {
                MovedKeys = settled.MovedKeys,
            },
            Parts =
            [
                .. checkpoint.Definitions.Parts,
                new SnapshotPart(
                    "objects",
                    reasons.Count == 0 ? PartState.Captured : PartState.Partial,
                    (int)checkpoint.Census!.Objects,
                    reasons
                ),
                .. Later(checkpoint.Parts),
            ],
            State = SnapshotState.ObjectsOnly,
            Description = arguments.Description,
            Trigger = arguments.Trigger,
            TakenBy = scope.Run.RequestedBy,
            Audit = audit,
            AddedBytes = checkpoint.StoredBytes,
        };
        return await scope.Writer.CommitAsync(facts.ToJson(), cancellationToken);
    }

    private IEnumerable<SnapshotPart> Later(IReadOnlyCollection<string> wanted)
    {
        foreach (var name in wanted)
            yield return Following(name);
        foreach (var name in OfObjects.Except(wanted))
            yield return new SnapshotPart(
                name,
                PartState.NotCaptured,
                0,
                [name == "attachments" && !arguments.Attachments ? NotWanted : LeftOut]
            );
        if (scope.Site.Kind == SiteKind.DataCenter)
            yield return arguments.Archived
                ? Following(ArchivedCapture.Name)
                : ArchivedCapture.NotWanted;
        yield return Following(IssueFieldCapture.Name);

        static SnapshotPart Following(string name) => new(name, PartState.Following, 0, []);
    }

    private IEnumerable<string> Reasons(Settled settled, int previous)
    {
        var gaps = checkpoint.Partitions.Where(partition => partition.Missing > 0).ToList();
        foreach (var partition in gaps.Take(ReasonsAtMost))
            yield return $"{partition.TypeName}: {Words.Count(partition.Missing, "object")} of {partition.Read + partition.Missing:N0} could not be read.";
        if (gaps.Count > ReasonsAtMost)
            yield return $"The same holds for {gaps.Count - ReasonsAtMost} more groups of objects.";
        foreach (
            var partition in checkpoint
                .Partitions.Where(partition => partition is { IsUnsettled: true, Missing: 0 })
                .Take(ReasonsAtMost)
        )
            yield return $"{partition.TypeName}: so much was deleted while it was read that some may be missing. Back up again when the schema is quieter.";
        var unfilled = checkpoint.Partitions.Sum(partition => partition.Unfilled);
        if (unfilled > 0)
            yield return $"{Words.Count(unfilled, "object")} came without attributes.";
        if (settled.Missing > 0)
            yield return $"Assets counts {Words.Count(settled.Missing, "object")} more than could be read.";
        if (settled.Moved > 0)
            yield return $"{Words.Count(settled.Moved, "object")} changed while the backup looked for changes. Back up again when the schema is quieter.";
        if (settled.Unread > 0)
            yield return $"{Words.Count(settled.Unread, "object")} could not be read again after what {(settled.Unread == 1 ? "it refers" : "they refer")} to was deleted: this backup has {(settled.Unread == 1 ? "it" : "them")} as the last one did.";
        if (checkpoint.Census!.Objects == 0 && previous > 0)
            yield return $"The last backup had {Words.Count(previous, "object")}; now Assets shows none.";
        foreach (var type in settled.Emptied.Take(ReasonsAtMost))
            yield return type.Reason;
        if (settled.Emptied.Count > ReasonsAtMost)
            yield return $"The same holds for {settled.Emptied.Count - ReasonsAtMost} more object types.";
    }
}
