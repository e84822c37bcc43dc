using AssetsBackup.Doors;
using AssetsBackup.Features.Connections;
using AssetsBackup.Features.Runs;
using AssetsBackup.Hosting.Database;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Schemas;

/// <summary>Syncs the schemas of the current connection and of every other instance, each in a run of its own.</summary>
public sealed record StartSync : IRequest<SyncStarted>;

/// <param name="RunId">The sync of the current connection.</param>
/// <param name="OtherRunIds">Those of the other instances.</param>
public sealed record SyncStarted(Guid RunId, IReadOnlyList<Guid> OtherRunIds);

internal sealed class StartSyncHandler(AppDatabase database, Caller caller, RunQueue queue)
    : IRequestHandler<StartSync, SyncStarted>
{
    public async ValueTask<SyncStarted> Handle(
        StartSync request,
        CancellationToken cancellationToken
    )
    {
        var current = await database.CurrentConnectionAsync(caller, cancellationToken);
        // One click sees what another has queued: a transaction that writes begins alone.
        await using var transaction = await database.Database.BeginTransactionAsync(
            cancellationToken
        );
        var others = await database
            .Connections.Where(connection =>
                connection.TenantId == caller.TenantId
                && connection.Role == ConnectionRole.Target
                && connection.DeletedAt == null
                && connection.Email != ""
            )
            .ToListAsync(cancellationToken);
        var runs = new List<Guid>();
        foreach (var connection in others.Prepend(current))
            runs.Add(await StartAsync(connection, cancellationToken));
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new SyncStarted(runs[0], runs[1..]);
    }

    /// <summary>One that is under way is not begun again.</summary>
    private async Task<Guid> StartAsync(Connection connection, CancellationToken cancellationToken)
    {
        var running = await database
            .Runs.SyncsOf(connection)
            .FirstOrDefaultAsync(run => RunStates.Active.Contains(run.State), cancellationToken);
        return (
            running
            ?? queue.Add(
                database,
                new NewRun(caller.TenantId, connection.Id, RunKind.Sync, caller.AccountId)
            )
        ).Id;
    }
}
