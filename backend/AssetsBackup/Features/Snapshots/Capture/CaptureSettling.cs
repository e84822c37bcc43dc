using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Snapshots.Capture.Incremental;
using AssetsBackup.Vault;

namespace AssetsBackup.Features.Snapshots.Capture;

/// <summary>
/// Brings all objects to one moment, as far as they stand still, and counts them. Once a run: what is changed later belongs to
/// the next backup, however long the parts take.
/// </summary>
/// <param name="lastWhole">Opens the last backup in which no object was missing; null where there is none.</param>
internal sealed class CaptureSettling(
    CaptureScope scope,
    ObjectSearch search,
    Func<Task<CaptureBase?>> lastWhole,
    TimeProvider clock
)
{
    public async Task<CaptureCheckpoint> RunAsync(
        CaptureCheckpoint checkpoint,
        CancellationToken cancellationToken
    )
    {
        if (checkpoint.Settled is not null)
            return checkpoint;
        var types = checkpoint.Definitions.Types;
        var storedEarlier = checkpoint.StoredBytes - scope.Writer.Statistics.StoredBytes;
        var unread = scope.Base is { } earlier
            ? await new GoneObjects(scope, earlier, search, checkpoint.Definitions).SettleAsync(
                cancellationToken
            )
            : 0;
        // Before the last look for changes: what is made after this belongs to no gap.
        var counted = await search.CountAsync(
            $"objectSchemaId = {scope.SchemaId}",
            cancellationToken
        );
        var changes = new ChangedObjects(scope, search, types, clock);
        var moving = await new DeltaPass(scope, changes).RunAsync(
            checkpoint.StartedAt,
            cancellationToken
        );
        var settledAt = clock.GetUtcNow();
        // Only what is durable can be looked through.
        checkpoint = await scope.SaveAsync(checkpoint, storedEarlier);
        var doubles = await new MovedObjects(scope).SettleAsync(cancellationToken);
        moving = moving.And(doubles.Unsettled);
        checkpoint = await scope.SaveAsync(checkpoint, storedEarlier);
        var census = await Census.TakeAsync(scope, cancellationToken);
        // What was taken over nobody else has counted, nor what is of types that were not listed; gaps of what was read are told
        // already.
        var missing = counted - changes.Newborn - census.Objects - checkpoint.Missing;
        return await scope.SaveAsync(
            checkpoint with
            {
                Settled = new Settled(
                    settledAt,
                    moving.Count,
                    Math.Max(0, missing),
                    doubles.Gone > 0
                )
                {
                    Unread = unread,
                    MovedKeys = moving.Keys,
                    Emptied = await EmptiedAsync(checkpoint, census, cancellationToken),
                },
                Census = census,
            },
            storedEarlier
        );
    }

    private async Task<IReadOnlyList<EmptiedType>> EmptiedAsync(
        CaptureCheckpoint checkpoint,
        Census census,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await lastWhole() is { } whole
                ? await new EmptiedTypes(scope, whole).FindAsync(
                    checkpoint,
                    census,
                    cancellationToken
                )
                : [];
        }
        // A capture that reads everything is made although no earlier one can be read any more.
        catch (VaultException) when (scope.Base is null)
        {
            await scope.Run.LogAsync(
                RunLogLevel.Warning,
                "The last backup cannot be read: what Assets shows was not held against it.",
                cancellationToken
            );
            return [];
        }
    }
}
