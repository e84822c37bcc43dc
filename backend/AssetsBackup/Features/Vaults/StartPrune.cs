using AssetsBackup.Doors;
using AssetsBackup.Features.Connections;
using AssetsBackup.Features.Runs;
using AssetsBackup.Hosting.Database;
using Mediator;

namespace AssetsBackup.Features.Vaults;

/// <summary>Frees what no backup needs.</summary>
public sealed record StartPrune : IRequest<RunStarted>;

internal sealed class StartPruneHandler(AppDatabase database, Caller caller, RunQueue queue)
    : IRequestHandler<StartPrune, RunStarted>
{
    public async ValueTask<RunStarted> Handle(
        StartPrune request,
        CancellationToken cancellationToken
    )
    {
        var connection = await database.CurrentConnectionAsync(caller, cancellationToken);
        return await queue.StartAsync(
            database,
            new NewRun(caller.TenantId, connection.Id, RunKind.Prune, caller.AccountId),
            cancellationToken
        );
    }
}
