using AssetsBackup.Features.Plans;
using AssetsBackup.Hosting.Database;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Snapshots.Retention;

/// <summary>What retention would do now with the backups of a schema; days, weeks, months and years are those of UTC.</summary>
internal sealed class RetentionDecisions(AppDatabase database, TimeProvider clock)
{
    // A plan that nobody has reviewed by then is not going to be applied; it is made anew in minutes.
    private static readonly TimeSpan PlansKept = TimeSpan.FromDays(30);

    /// <summary>The policy of a schema, or null where it follows the default; and the tenant's default.</summary>
    public async Task<(RetentionPolicy? Own, RetentionPolicy Default)> PoliciesAsync(
        Guid tenantId,
        Guid? schemaId,
        CancellationToken cancellationToken
    )
    {
        var rules = await database
            .RetentionRules.AsNoTracking()
            .Where(rule =>
                rule.TenantId == tenantId && (rule.OwnerId == schemaId || rule.OwnerId == tenantId)
            )
            .ToDictionaryAsync(rule => rule.OwnerId, cancellationToken);
        return (
            schemaId is { } id ? rules.GetValueOrDefault(id)?.Policy : null,
            rules.GetValueOrDefault(tenantId)?.Policy ?? RetentionPolicy.Default
        );
    }

    /// <summary>
    /// Of the backups in one storage that were not given up: those stay listed until somebody deletes them, and what lies in a storage
    /// that was left keeps nothing here from being the last.
    /// </summary>
    public async Task<RetentionDecision> DecideAsync(
        Guid tenantId,
        Guid schemaId,
        Guid placeId,
        RetentionPolicy policy,
        bool isHeld,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow();
        var snapshots = await database
            .Snapshots.AsNoTracking()
            .Where(row =>
                row.TenantId == tenantId
                && row.SchemaId == schemaId
                && row.StoragePlaceId == placeId
                && row.GivenUpAt == null
            )
            .ToListAsync(cancellationToken);
        var planned = await database
            .Plans.Where(plan =>
                plan.TenantId == tenantId
                && plan.State == PlanState.Ready
                && plan.CreatedAt > now - PlansKept
            )
            .Select(plan => plan.SnapshotId)
            .ToListAsync(cancellationToken);
        var whole = snapshots
            .Where(row =>
                row.DamagedAt is null && SnapshotPart.HaveAllObjects(SnapshotView.PartsOf(row))
            )
            .Select(row => row.Id)
            .ToHashSet();
        var sound = snapshots.Where(row => row.DamagedAt is null).ToList();
        // Where none is complete, partial ones are the good ones: those first that lack no object.
        var best = sound.Count == 0 ? ((bool, SnapshotState)?)null : sound.Min(row => Rank(row));
        return RetentionDecision.Of(
            policy,
            snapshots.Select(row => new RetainedSnapshot(
                row.Id,
                row.TakenAt,
                row.DamagedAt is null && Rank(row) == best,
                row.IsPinned
            )
            {
                IsWhole = whole.Contains(row.Id),
                IsPlanned = planned.Contains(row.Id),
            }),
            now,
            TimeZoneInfo.Utc,
            isHeld
        );

        (bool LacksObjects, SnapshotState State) Rank(Snapshot row) =>
            (!whole.Contains(row.Id), row.State);
    }
}
