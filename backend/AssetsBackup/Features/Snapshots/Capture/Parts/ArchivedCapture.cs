using System.Text.Json;
using AssetsBackup.Atlassian;
using AssetsBackup.Atlassian.DataCenter;
using AssetsBackup.Features.Snapshots.Capture.Normalising;
using AssetsBackup.Features.Snapshots.Records;
using AssetsBackup.Vault;

namespace AssetsBackup.Features.Snapshots.Capture.Parts;

/// <summary>
/// The objects of a Data Center that were archived: no search finds them (contract §11), so they are listed and then read one
/// by one, with what hangs on each. Only where somebody asked for them.
/// </summary>
/// <param name="scope">Whose calls do not wait long for one object.</param>
/// <param name="server">What lists them.</param>
/// <param name="parts">What is read of each.</param>
internal sealed class ArchivedCapture(
    CaptureScope scope,
    IDataCenterApi server,
    IReadOnlyList<IObjectPart> parts
)
{
    public const string Name = "archivedObjects";
    private const int PageSize = 100;
    private const int AtOnce = 8;

    private readonly HashSet<string> listed = new(StringComparer.Ordinal);

    /// <summary>The part where nobody asked for it.</summary>
    public static SnapshotPart NotWanted { get; } =
        new(
            Name,
            PartState.NotCaptured,
            0,
            ["Left out: archived objects are backed up where they are asked for."]
        );

    /// <param name="checkpoint">After the parts of the objects that are no archive's: theirs are counted on.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<CaptureCheckpoint> RunAsync(
        CaptureCheckpoint checkpoint,
        CancellationToken cancellationToken
    )
    {
        if (
            !scope.Run.Arguments<BackupArguments>().Archived
            || checkpoint.Archived?.Part is not null
        )
            return checkpoint;
        var storedEarlier = checkpoint.StoredBytes - scope.Writer.Statistics.StoredBytes;
        await BeginAsync(cancellationToken);
        var readings = PartReading.Begin(parts, checkpoint, earlier: null);
        while (true)
        {
            var progress = checkpoint.Archived ?? new ArchiveProgress();
            ArchivePage page;
            try
            {
                page = await server.ListArchivedAsync(
                    scope.SchemaId,
                    progress.Offset,
                    PageSize,
                    archivedFromDate: null,
                    cancellationToken
                );
            }
            catch (AtlassianException exception)
                when (exception.IsHidden && checkpoint.Archived is null)
            {
                return await EndAsync(checkpoint, storedEarlier, NotAvailable(exception));
            }
            var fresh = (page.Results ?? []).Where(entry => listed.Add(entry.Id)).ToList();
            // A page that brings nothing new ends the list, whatever its total says.
            if (fresh.Count == 0)
                return await EndAsync(checkpoint, storedEarlier, PartOf(progress));
            progress = progress with
            {
                Offset = progress.Offset + page.Results!.Count,
                Captured = progress.Captured + await ReadAsync(fresh, readings, cancellationToken),
                Total = Math.Max(progress.Total, page.Total),
            };
            checkpoint = await scope.SaveAsync(
                checkpoint with
                {
                    Archived = progress,
                    Tallies = [.. readings.Select(reading => reading.Tally)],
                },
                storedEarlier
            );
            await scope.Run.ReportAsync(
                "Reading archived objects",
                progress.Captured,
                progress.Total,
                cancellationToken
            );
        }
    }

    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        await scope.Writer.StageAsync(
            SnapshotTrees.ArchivedObjects,
            (IReadOnlyCollection<CapturedRecord>)[],
            cancellationToken
        );
        // What a process before this one has read.
        await foreach (
            var entry in scope.Writer.ListStagedAsync(
                SnapshotTrees.ArchivedObjects,
                after: null,
                cancellationToken
            )
        )
            listed.Add(entry.Id);
    }

    private Task<CaptureCheckpoint> EndAsync(
        CaptureCheckpoint checkpoint,
        long storedEarlier,
        SnapshotPart part
    ) =>
        scope.SaveAsync(
            checkpoint with
            {
                Archived = (checkpoint.Archived ?? new ArchiveProgress()) with { Part = part },
            },
            storedEarlier
        );

    private static SnapshotPart NotAvailable(AtlassianException exception) =>
        new(
            Name,
            PartState.NotAvailable,
            0,
            [
                exception is AccessDeniedException
                    ? "The account may not see the archive."
                    : "This version of Jira has no archive of objects.",
            ]
        );

    // The archive is read by offset: what leaves it meanwhile moves others out of sight.
    private static SnapshotPart PartOf(ArchiveProgress progress)
    {
        var missing = progress.Total - progress.Captured;
        return new SnapshotPart(
            Name,
            missing > 0 ? PartState.Partial : PartState.Captured,
            (int)progress.Captured,
            missing > 0
                ?
                [
                    $"{Words.Count(missing, "archived object")} could not be read, or the archive changed meanwhile. Back up again.",
                ]
                : []
        );
    }

    /// <summary>How many of them could be read.</summary>
    private async Task<long> ReadAsync(
        List<ArchivedEntry> entries,
        IReadOnlyList<PartReading> readings,
        CancellationToken cancellationToken
    )
    {
        var (records, foreign) = (new List<CapturedRecord>(), new ForeignLabels(scope.SchemaId));
        foreach (var some in entries.Chunk(AtOnce))
        {
            var found = await Task.WhenAll(
                some.Select(entry => FindAsync(entry, cancellationToken))
            );
            foreach (var source in found.OfType<JsonElement>())
            {
                records.Add(ObjectNormaliser.Normalise(source, new RawJson()));
                foreign.Collect(source);
            }
        }
        await scope.Writer.StageAsync(
            SnapshotTrees.ForeignLabels,
            foreign.Found,
            cancellationToken
        );
        await scope.Writer.StageAsync(SnapshotTrees.ArchivedObjects, records, cancellationToken);
        await PartReading.ReadAllAsync(readings, records.Select(AtHand), cancellationToken);
        return records.Count;
    }

    private ObjectAtHand AtHand(CapturedRecord record) =>
        new(
            scope.Assets,
            new TreeEntry(
                record.Group,
                record.Id,
                record.Key,
                record.Label,
                record.UpdatedUtcTicks,
                default
            ),
            ObjectNormaliser.HasAvatar(record.Content.Span)
        );

    /// <summary>Null for one that cannot be had, while Jira answers.</summary>
    private async Task<JsonElement?> FindAsync(
        ArchivedEntry entry,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var source = await scope.Assets.GetObjectAsync(
                entry.Id,
                includeAttributes: true,
                cancellationToken
            );
            // Another object, or one without its values, is not what was asked for.
            return source.Text("id"u8) == entry.Id && source.Member("attributes"u8) is not null
                ? source
                : null;
        }
        catch (AtlassianException exception) when (IsOfObject(exception))
        {
            return null;
        }
    }

    private static bool IsOfObject(AtlassianException exception) =>
        exception.IsHidden
        || exception
            is ValidationRefusedException
                or AnswerTooLargeException
                or AtlassianUnavailableException
                {
                    Status: StatusCodes.Status500InternalServerError
                };
}

/// <summary>How far an archive is read.</summary>
/// <param name="Offset">Where the next page begins.</param>
/// <param name="Captured">How many objects are staged.</param>
/// <param name="Total">The most that a page said there are.</param>
/// <param name="Part">Once all is read.</param>
internal sealed record ArchiveProgress(
    int Offset = 0,
    long Captured = 0,
    long Total = 0,
    SnapshotPart? Part = null
);
