using AssetsBackup.Doors;
using AssetsBackup.Features.Runs;
using AssetsBackup.Hosting.Database;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Snapshots;

public sealed record StartVerify(Guid SnapshotId) : IRequest<RunStarted>;

internal sealed class StartVerifyHandler(AppDatabase database, Caller caller, RunQueue queue)
    : IRequestHandler<StartVerify, RunStarted>
{
    public async ValueTask<RunStarted> Handle(
        StartVerify request,
        CancellationToken cancellationToken
    )
    {
        var snapshot = await database.ReadableSnapshotAsync(
            caller,
            request.SnapshotId,
            cancellationToken
        );
        var schema = await database.Schemas.SingleAsync(
            candidate => candidate.TenantId == caller.TenantId && candidate.Id == snapshot.SchemaId,
            cancellationToken
        );
        // It may be deleted meanwhile.
        await using var transaction = await database.Database.BeginTransactionAsync(
            cancellationToken
        );
        await database.EnsureThereAsync(caller.TenantId, snapshot.Id, cancellationToken);
        var started = await queue.StartAsync(
            database,
            new NewRun(caller.TenantId, schema.ConnectionId, RunKind.Verify, caller.AccountId)
            {
                SchemaId = schema.Id,
                SnapshotId = snapshot.Id,
            },
            cancellationToken
        );
        await transaction.CommitAsync(cancellationToken);
        return started;
    }
}
