using AssetsBackup.Doors;
using AssetsBackup.Features.Audit;
using AssetsBackup.Hosting.Database;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Runs;

public sealed record StopRun(Guid Id) : IRequest<RunView>;

internal sealed class StopRunHandler(
    AppDatabase database,
    Caller caller,
    RunEnds ends,
    AuditChain chain
) : IRequestHandler<StopRun, RunView>
{
    public async ValueTask<RunView> Handle(StopRun request, CancellationToken cancellationToken)
    {
        // In one transaction: a runner that takes the run meanwhile takes it before the stop, or finds it stopped.
        await using var transaction = await database.Database.BeginTransactionAsync(
            cancellationToken
        );
        var run =
            await database.Runs.SingleOrDefaultAsync(
                candidate => candidate.TenantId == caller.TenantId && candidate.Id == request.Id,
                cancellationToken
            ) ?? throw RunProblems.NotFound();
        if (!run.State.IsActive())
            throw RunProblems.Ended();
        // What cannot be told can be stopped all the same.
        if (await chain.HasKeyAsync(caller.TenantId, cancellationToken))
            database.Audit(
                new AuditNote(
                    caller.TenantId,
                    caller.AccountId,
                    AuditAction.RunStopped,
                    AuditOfRun.SubjectOf(run),
                    [AuditValue.Of("Run", run.Kind.ToString())],
                    run.Id
                )
            );
        await ends.StopAsync(database, run, cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return RunView.Of(run);
    }
}
