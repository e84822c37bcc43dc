using AssetsBackup.Doors;
using AssetsBackup.Hosting.Database;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Runs;

public sealed record ListRuns(Guid? SchemaId) : IRequest<RunList>;

public sealed record GetRun(Guid Id) : IRequest<RunView>;

public sealed record RunList(IReadOnlyList<RunView> Items);

internal sealed class ListRunsHandler(AppDatabase database, Caller caller)
    : IRequestHandler<ListRuns, RunList>,
        IRequestHandler<GetRun, RunView>
{
    private const int Newest = 100;

    public async ValueTask<RunList> Handle(ListRuns request, CancellationToken cancellationToken)
    {
        var runs = await database
            .Runs.AsNoTracking()
            .Where(run =>
                run.TenantId == caller.TenantId
                && (request.SchemaId == null || run.SchemaId == request.SchemaId)
            )
            .OrderByDescending(run => run.CreatedAt)
            .Take(Newest)
            .ToListAsync(cancellationToken);
        return new RunList([.. runs.Select(RunView.Of)]);
    }

    public async ValueTask<RunView> Handle(GetRun request, CancellationToken cancellationToken) =>
        RunView.Of(
            await database
                .Runs.AsNoTracking()
                .SingleOrDefaultAsync(
                    run => run.TenantId == caller.TenantId && run.Id == request.Id,
                    cancellationToken
                )
                ?? throw RunProblems.NotFound()
        );
}
