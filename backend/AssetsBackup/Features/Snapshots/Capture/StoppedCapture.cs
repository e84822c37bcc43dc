using System.Collections.Concurrent;
using System.Text.Json;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Snapshots.Capture.Incremental;
using AssetsBackup.Features.Snapshots.Records;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Vault;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Snapshots.Capture;

/// <summary>
/// The objects that a backup had read before it was stopped or failed. The next one takes over every partition in which Assets
/// tells of nothing changed, made or deleted since, and reads the others anew. A reference whose target was deleted since is no
/// change to Assets: the next backup corrects it, as it does those that are deleted while a backup reads.
/// </summary>
internal sealed class StoppedCapture : IAsyncDisposable
{
    // What lies further back would make a snapshot of too long a time.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);
    private const int CountsAtOnce = 8;
    private const int Batch = 500;

    private readonly RootWriter writer;
    private readonly CaptureCheckpoint checkpoint;
    private readonly TimeProvider clock;

    private StoppedCapture(RootWriter writer, CaptureCheckpoint checkpoint, TimeProvider clock) =>
        (this.writer, this.checkpoint, this.clock) = (writer, checkpoint, clock);

    public DateTimeOffset StartedAt => checkpoint.StartedAt;

    /// <summary>Null where the schema's last backup left nothing that may be taken over.</summary>
    public static async Task<StoppedCapture?> FindAsync(
        AppDatabase database,
        RunContext run,
        TenantVault vault,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var (now, edge) = (clock.GetUtcNow(), clock.GetUtcNow() - Longest);
        var last = await database
            .Runs.AsNoTracking()
            .Where(row =>
                row.TenantId == run.TenantId
                && row.SchemaId == run.SchemaId
                && row.Kind == RunKind.Backup
                && row.Id != run.Id
                && row.Checkpoint != null
                && row.CreatedAt > edge
            )
            .OrderByDescending(row => row.CreatedAt)
            .FirstOrDefaultAsync(cancellationToken);
        if (
            last is not { State: RunState.Stopped or RunState.Failed }
            || CheckpointOf(last)
                is not { ObjectsCommitted: false, RecordForm: CaptureBasis.CurrentForm } checkpoint
            || now - checkpoint.StartedAt > Longest
            || await IsDoubtfulAsync(database, run.TenantId, checkpoint, cancellationToken)
        )
            return null;
        try
        {
            var left = await vault.WriteAsync(
                new WriterStart(RootKind.Snapshot, last.Id) { Checkpoint = checkpoint.Vault },
                cancellationToken
            );
            return new StoppedCapture(left, checkpoint, clock);
        }
        catch (VaultException)
        {
            // Pruned, damaged, or in a storage that is not written to any more: everything is read.
            return null;
        }
    }

    /// <summary>Stages the objects that hold good; definitions must be staged.</summary>
    /// <param name="scope">Of the capture that takes over.</param>
    /// <param name="search">For counts.</param>
    /// <param name="definitions">What they are now.</param>
    /// <param name="types">The types to be read whole.</param>
    /// <param name="keysetWorks">The result of the probe.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>All partitions of the types of which something was taken over: done ones, and ones to be read.</returns>
    public async Task<IReadOnlyList<Partition>> TakeOverAsync(
        CaptureScope scope,
        ObjectSearch search,
        CapturedDefinitions definitions,
        IEnumerable<CapturedType> types,
        bool keysetWorks,
        CancellationToken cancellationToken
    )
    {
        // With the key of the schema the keys of all its objects change (contract §5.1).
        if (
            keysetWorks != checkpoint.KeysetWorks
            || definitions.SchemaKey != checkpoint.Definitions.SchemaKey
        )
            return [];
        try
        {
            return await TakeOverAsync(scope, search, types, cancellationToken);
        }
        catch (VaultException)
        {
            // What it left is damaged: what was staged of it is read anew.
            return [];
        }
    }

    private async Task<IReadOnlyList<Partition>> TakeOverAsync(
        CaptureScope scope,
        ObjectSearch search,
        IEnumerable<CapturedType> types,
        CancellationToken cancellationToken
    )
    {
        // Only what is durable is seen.
        await scope.Writer.CheckpointAsync(cancellationToken);
        var redefined = await new RedefinedTypes(
            scope,
            await DefinitionsAsync(cancellationToken)
        ).FindAsync(cancellationToken);
        var wanted = types.Select(type => type.Id).Except(redefined).ToHashSet();
        var known = checkpoint.Partitions.Where(one => wanted.Contains(one.TypeId)).ToList();
        var sound = await UnchangedAsync(search, known, cancellationToken);
        if (sound.Count == 0)
            return [];
        await StageAsync(scope, sound, cancellationToken);
        await scope.Run.LogAsync(
            RunLogLevel.Information,
            $"{Words.Count((int)sound.Sum(one => one.Read), "object")} are taken over from the backup that did not come to its end: Assets tells of no change in them since.",
            cancellationToken
        );
        var takenFrom = sound.Select(one => one.TypeId).ToHashSet();
        return
        [
            .. known
                .Where(one => takenFrom.Contains(one.TypeId))
                .Select(one => sound.Contains(one) ? one : one.Anew()),
        ];
    }

    public ValueTask DisposeAsync() => writer.DisposeAsync();

    private static CaptureCheckpoint? CheckpointOf(Run run)
    {
        try
        {
            return run.CheckpointAs<CaptureCheckpoint>();
        }
        catch (JsonException)
        {
            // Of another version of the app.
            return null;
        }
    }

    /// <summary>Damage was found since: it may be in what was stored then too (decision 0011).</summary>
    private static Task<bool> IsDoubtfulAsync(
        AppDatabase database,
        Guid tenantId,
        CaptureCheckpoint checkpoint,
        CancellationToken cancellationToken
    ) =>
        database.Snapshots.AnyAsync(
            row => row.TenantId == tenantId && row.DamagedAt > checkpoint.StartedAt,
            cancellationToken
        );

    private async Task<FindEntry> DefinitionsAsync(CancellationToken cancellationToken)
    {
        var known = new Dictionary<(string Tree, string Group, string Id), TreeEntry>();
        foreach (var tree in RedefinedTypes.Trees)
        await foreach (var entry in writer.ListStagedAsync(tree, null, cancellationToken))
            known[(tree, entry.Group, entry.Id)] = entry;
        return (tree, group, id, _) =>
            ValueTask.FromResult(known.GetValueOrDefault((tree, group, id)));
    }

    /// <summary>Nothing was changed in them, and Assets counts as many as were read: so nothing was made or deleted either.</summary>
    private async Task<IReadOnlySet<Partition>> UnchangedAsync(
        ObjectSearch search,
        IEnumerable<Partition> known,
        CancellationToken cancellationToken
    )
    {
        var sound = new ConcurrentBag<Partition>();
        await Parallel.ForEachAsync(
            known.Where(one =>
                one
                    is {
                        Window: null,
                        IsDone: true,
                        Read: > 0,
                        Missing: 0,
                        Unfilled: 0,
                        IsUnsettled: false
                    }
            ),
            new ParallelOptions
            {
                MaxDegreeOfParallelism = CountsAtOnce,
                CancellationToken = cancellationToken,
            },
            async (one, stop) =>
            {
                var changed =
                    $"{one.Query} AND {ChangedObjects.Since(StartedAt - DeltaPass.Overlap, clock)}";
                // In this order: what is made between the two is a change, and hides nothing that was deleted.
                if (
                    await search.CountAsync(one.Query, stop) == one.Read
                    && await search.CountAsync(changed, stop) == 0
                )
                    sound.Add(one);
            }
        );
        return sound.ToHashSet();
    }

    private async Task StageAsync(
        CaptureScope scope,
        IEnumerable<Partition> sound,
        CancellationToken cancellationToken
    )
    {
        var byType = sound.ToLookup(one => one.TypeId);
        var objects = writer
            .ListStagedAsync(SnapshotTrees.Objects, null, cancellationToken)
            .Where(entry =>
                !entry.IsRemoved && byType[entry.Group].Any(one => one.Holds(entry.Id))
            );
        await foreach (var batch in objects.Chunk(Batch))
            await scope.Writer.StageAsync(SnapshotTrees.Objects, batch, cancellationToken);
        // What this run has heard of other schemas since is newer.
        var known = await scope
            .Writer.ListStagedAsync(SnapshotTrees.ForeignLabels, null, cancellationToken)
            .Select(label => label.Id)
            .ToHashSetAsync(StringComparer.Ordinal, cancellationToken);
        var labels = writer
            .ListStagedAsync(SnapshotTrees.ForeignLabels, null, cancellationToken)
            .Where(label => !label.IsRemoved && !known.Contains(label.Id));
        await foreach (var batch in labels.Chunk(Batch))
            await scope.Writer.StageAsync(SnapshotTrees.ForeignLabels, batch, cancellationToken);
    }
}
