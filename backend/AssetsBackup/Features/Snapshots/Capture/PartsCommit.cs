using AssetsBackup.Features.Snapshots.Capture.Parts;
using AssetsBackup.Features.Snapshots.Records;
using AssetsBackup.Vault;

namespace AssetsBackup.Features.Snapshots.Capture;

/// <summary>Commits a snapshot's next revision: the same objects, with what was read of them since.</summary>
internal sealed class PartsCommit(CaptureScope scope, CaptureCheckpoint checkpoint)
{
    /// <param name="objects">What the snapshot says of itself so far.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<RootRecord> RunAsync(
        SnapshotFacts objects,
        CancellationToken cancellationToken
    )
    {
        await scope.Run.ReportAsync("Reading back what was written", 0, null, cancellationToken);
        var arrived = Arrived().ToDictionary(part => part.Name, StringComparer.Ordinal);
        IReadOnlyList<SnapshotPart> parts =
        [
            .. objects.Parts.Select(part =>
                part.State == PartState.Following ? arrived[part.Name] : part
            ),
        ];
        var facts = objects with
        {
            Parts = parts,
            State = parts.Any(part => part.State == PartState.Partial)
                ? SnapshotState.Partial
                : SnapshotState.Complete,
            AddedBytes = checkpoint.StoredBytes,
            Basis = new CaptureBasis(
                CaptureBasis.CurrentForm,
                checkpoint.Census!.ObjectsByType,
                checkpoint.Tallies
            )
            {
                On = checkpoint.Base,
                SinceFull = checkpoint.SinceFull,
                Archived = checkpoint.ArchivedAtStart,
                HasLooseReferences =
                    checkpoint.HasLooseReferences || checkpoint.Settled!.HasLooseReferences,
            },
        };
        return await scope.Writer.CommitAsync(facts.ToJson(), cancellationToken);
    }

    private IEnumerable<SnapshotPart> Arrived()
    {
        foreach (var tally in checkpoint.Tallies)
            yield return tally.ToPart();
        if (checkpoint.Archived?.Part is { } archived)
            yield return archived;
        if (checkpoint.IssueFields?.Part is { } issueFields)
            yield return issueFields;
    }
}
