using AssetsBackup.Doors;
using AssetsBackup.Hosting.Database;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Runs;

public sealed record StopRun(Guid Id) : IRequest<RunView>;

internal sealed class StopRunHandler(AppDatabase database, Caller caller, TimeProvider clock)
    : IRequestHandler<StopRun, RunView>
{
    public async ValueTask<RunView> Handle(StopRun request, CancellationToken cancellationToken)
    {
        var run =
            await database.Runs.SingleOrDefaultAsync(
                candidate => candidate.TenantId == caller.TenantId && candidate.Id == request.Id,
                cancellationToken
            ) ?? throw RunProblems.NotFound();
        if (!run.State.IsActive())
            throw RunProblems.Ended();
        run.RequestStop(clock.GetUtcNow());
        await database.SaveChangesAsync(cancellationToken);
        return RunView.Of(run);
    }
}
