using System.Collections.Concurrent;
using System.Text.Json;
using AssetsBackup.Atlassian;
using AssetsBackup.Atlassian.DataCenter;
using AssetsBackup.Features.Snapshots.Capture.Normalising;
using AssetsBackup.Features.Snapshots.Records;

namespace AssetsBackup.Features.Snapshots.Capture.Parts;

/// <summary>
/// The objects of a Data Center that were archived: no search finds them (contract §11), so they are listed and then read one
/// by one. Only where somebody asked for them.
/// </summary>
internal sealed class ArchivedCapture(CaptureScope scope, IDataCenterApi server)
{
    public const string Part = "archivedObjects";
    private const int PageSize = 100;
    private const int AtOnce = 8;

    private readonly HashSet<string> listed = new(StringComparer.Ordinal);
    private long captured;

    public async Task<CaptureCheckpoint> RunAsync(
        CaptureCheckpoint checkpoint,
        CancellationToken cancellationToken
    )
    {
        if (checkpoint.Archived is not null)
            return checkpoint;
        var storedEarlier = checkpoint.StoredBytes - scope.Writer.Statistics.StoredBytes;
        await scope.Writer.StageAsync(
            SnapshotTrees.ArchivedObjects,
            (IReadOnlyCollection<CapturedRecord>)[],
            cancellationToken
        );
        var part = scope.Run.Arguments<BackupArguments>().Archived
            ? await ReadAsync(cancellationToken)
            : new SnapshotPart(
                Part,
                PartState.NotCaptured,
                0,
                ["Left out: archived objects are backed up where they are asked for."]
            );
        return await scope.SaveAsync(checkpoint with { Archived = part }, storedEarlier);
    }

    private async Task<SnapshotPart> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var total = await ReadPagesAsync(cancellationToken);
            var missing = Math.Max(total, listed.Count) - captured;
            return missing == 0
                ? new SnapshotPart(Part, PartState.Captured, (int)captured, [])
                : new SnapshotPart(
                    Part,
                    PartState.Partial,
                    (int)captured,
                    [
                        $"{Words.Count(missing, "archived object")} could not be read, or left the archive meanwhile.",
                    ]
                );
        }
        catch (AtlassianException exception) when (exception.IsHidden && listed.Count == 0)
        {
            return new SnapshotPart(
                Part,
                PartState.NotAvailable,
                0,
                [
                    exception is AccessDeniedException
                        ? "The account may not see the archive."
                        : "This version of Jira has no archive of objects.",
                ]
            );
        }
    }

    /// <summary>What the last page says that the archive holds.</summary>
    private async Task<long> ReadPagesAsync(CancellationToken cancellationToken)
    {
        for (var offset = 0; ; )
        {
            var page = await server.ListArchivedAsync(
                scope.SchemaId,
                offset,
                PageSize,
                cancellationToken
            );
            var fresh = (page.Results ?? []).Where(entry => listed.Add(entry.Id)).ToList();
            // A page that brings nothing new ends the list, whatever its total says.
            if (fresh.Count == 0)
                return page.Total;
            await ReadObjectsAsync(fresh, cancellationToken);
            offset += page.Results!.Count;
            await scope.Run.ReportAsync(
                "Reading archived objects",
                captured,
                page.Total,
                cancellationToken
            );
        }
    }

    private async Task ReadObjectsAsync(
        List<ArchivedEntry> entries,
        CancellationToken cancellationToken
    )
    {
        var (records, foreign) = (
            new ConcurrentBag<CapturedRecord>(),
            new ForeignLabels(scope.SchemaId)
        );
        await Parallel.ForEachAsync(
            entries,
            new ParallelOptions
            {
                MaxDegreeOfParallelism = AtOnce,
                CancellationToken = cancellationToken,
            },
            async (entry, stop) =>
            {
                if (await FindAsync(entry, stop) is not { } source)
                    return;
                records.Add(ObjectNormaliser.Normalise(source, new RawJson()));
                lock (foreign)
                    foreign.Collect(source);
            }
        );
        captured += records.Count;
        await scope.Writer.StageAsync(
            SnapshotTrees.ForeignLabels,
            foreign.Found,
            cancellationToken
        );
        await scope.Writer.StageAsync(SnapshotTrees.ArchivedObjects, records, cancellationToken);
    }

    /// <summary>Null for one that is not there any more.</summary>
    private async Task<JsonElement?> FindAsync(
        ArchivedEntry entry,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await scope.Assets.GetObjectAsync(
                entry.Id,
                includeAttributes: true,
                cancellationToken
            );
        }
        catch (AtlassianException exception) when (exception.IsHidden)
        {
            return null;
        }
    }
}
