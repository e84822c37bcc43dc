using AssetsBackup.Features.Snapshots.Capture.Incremental;

namespace AssetsBackup.Features.Snapshots.Capture;

/// <summary>
/// Brings all objects to one moment, as far as they stand still, and counts them. Once a run: what is changed later belongs to
/// the next backup, however long the parts take.
/// </summary>
internal sealed class CaptureSettling(CaptureScope scope, ObjectSearch search, TimeProvider clock)
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
        var moved = scope.Base is { } earlier
            ? await new GoneObjects(scope, earlier, search, types).SettleAsync(cancellationToken)
            : 0;
        moved += await new DeltaPass(
            scope,
            new ChangedObjects(scope, search, types, clock)
        ).RunAsync(checkpoint.StartedAt, cancellationToken);
        var settledAt = clock.GetUtcNow();
        // Only what is durable can be looked through.
        checkpoint = await scope.SaveAsync(checkpoint, storedEarlier);
        await new MovedObjects(scope).SettleAsync(cancellationToken);
        checkpoint = await scope.SaveAsync(checkpoint, storedEarlier);
        var census = await Census.TakeAsync(scope, cancellationToken);
        var missing = scope.Base is null ? 0 : await MissingAsync(census, cancellationToken);
        return await scope.SaveAsync(
            checkpoint with
            {
                Settled = new Settled(settledAt, moved, missing),
                Census = census,
            },
            storedEarlier
        );
    }

    /// <summary>What was taken over nobody has counted yet. Objects that were deleted meanwhile are no gap.</summary>
    private async Task<long> MissingAsync(Census census, CancellationToken cancellationToken)
    {
        var counted = await search.CountAsync(
            $"objectSchemaId = {scope.SchemaId}",
            cancellationToken
        );
        return Math.Max(0, counted - census.Objects);
    }
}
