using AssetsBackup.Doors;
using AssetsBackup.Features.Plans;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Hosting.Database;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Changes;

public sealed record GetChanges(long? After) : IRequest<ChangeSet>;

/// <param name="Cursor">What to send as <c>after</c> next time.</param>
public sealed record ChangeSet(
    long Cursor,
    IReadOnlyList<RunView> Runs,
    IReadOnlyList<SchemaView> Schemas,
    IReadOnlyList<SnapshotView> Snapshots,
    IReadOnlyList<PlanView> Plans
);

internal sealed class GetChangesHandler(AppDatabase database, Caller caller)
    : IRequestHandler<GetChanges, ChangeSet>
{
    public async ValueTask<ChangeSet> Handle(
        GetChanges request,
        CancellationToken cancellationToken
    )
    {
        // Read first: a row that changes meanwhile is told again next time, never left out.
        var cursor = await database
            .ChangeCounters.Where(counter => counter.TenantId == caller.TenantId)
            .Select(counter => counter.Value)
            .SingleOrDefaultAsync(cancellationToken);
        if (request.After is not { } after || after >= cursor)
            return new ChangeSet(cursor, [], [], [], []);
        var runs = await database
            .Runs.AsNoTracking()
            .Where(run => run.TenantId == caller.TenantId && run.Change > after)
            .OrderBy(run => run.Change)
            .ToListAsync(cancellationToken);
        var changed = runs.Select(run => run.Id).ToList();
        // What follows in a backup that has only its objects depends on its run.
        var snapshots = await SnapshotViews.ReadAsync(
            database,
            caller.TenantId,
            snapshot =>
                snapshot.Change > after
                || (snapshot.State == SnapshotState.ObjectsOnly && changed.Contains(snapshot.Id)),
            cancellationToken
        );
        var ofRuns = runs.Select(run => run.SchemaId).OfType<Guid>().Distinct().ToList();
        var schemas = await SchemaViews.ReadAsync(
            database,
            caller.TenantId,
            schema =>
                schema.Change > after
                || ofRuns.Contains(schema.Id)
                || database.Schedules.Any(schedule =>
                    schedule.TenantId == caller.TenantId
                    && schedule.SchemaId == schema.Id
                    && schedule.Change > after
                )
                || database.Alarms.Any(alarm =>
                    alarm.TenantId == caller.TenantId
                    && alarm.SchemaId == schema.Id
                    && alarm.Change > after
                ),
            cancellationToken
        );
        var plans = await PlanViews.ReadAsync(
            database,
            caller.TenantId,
            plan => plan.Change > after,
            cancellationToken
        );
        return new ChangeSet(cursor, [.. runs.Select(RunView.Of)], schemas, snapshots, plans);
    }
}
