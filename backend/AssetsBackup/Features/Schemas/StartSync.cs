using AssetsBackup.Doors;
using AssetsBackup.Features.Connections;
using AssetsBackup.Features.Runs;
using AssetsBackup.Hosting.Database;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Schemas;

public sealed record StartSync : IRequest<RunStarted>;

internal sealed class StartSyncHandler(AppDatabase database, Caller caller, RunQueue queue)
    : IRequestHandler<StartSync, RunStarted>
{
    public async ValueTask<RunStarted> Handle(
        StartSync request,
        CancellationToken cancellationToken
    )
    {
        var connection = await database.CurrentConnectionAsync(caller, cancellationToken);
        // One click sees what another has queued: a transaction that writes begins alone.
        await using var transaction = await database.Database.BeginTransactionAsync(
            cancellationToken
        );
        var running = await database
            .Runs.SyncsOf(connection)
            .FirstOrDefaultAsync(run => RunStates.Active.Contains(run.State), cancellationToken);
        if (running is not null)
            return new RunStarted(running.Id);
        var started = await queue.StartAsync(
            database,
            new NewRun(caller.TenantId, connection.Id, RunKind.Sync, caller.AccountId),
            cancellationToken
        );
        await transaction.CommitAsync(cancellationToken);
        return started;
    }
}
