using AssetsBackup.Doors;
using AssetsBackup.Hosting.Database;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Runs;

public sealed record GetRunLog(Guid RunId, long After) : IRequest<RunLogPage>;

/// <param name="Next">Ask again after this number for what came since.</param>
public sealed record RunLogPage(IReadOnlyList<RunLogLine> Items, long Next);

public sealed record RunLogLine(long Number, DateTimeOffset At, RunLogLevel Level, string Message);

internal sealed class GetRunLogHandler(AppDatabase database, Caller caller)
    : IRequestHandler<GetRunLog, RunLogPage>
{
    private const int PageSize = 500;

    public async ValueTask<RunLogPage> Handle(
        GetRunLog request,
        CancellationToken cancellationToken
    )
    {
        if (
            !await database.Runs.AnyAsync(
                run => run.TenantId == caller.TenantId && run.Id == request.RunId,
                cancellationToken
            )
        )
            throw RunProblems.NotFound();
        var lines = await database
            .RunLog.AsNoTracking()
            .Where(entry =>
                entry.TenantId == caller.TenantId
                && entry.RunId == request.RunId
                && entry.Id > request.After
            )
            .OrderBy(entry => entry.Id)
            .Take(PageSize)
            .Select(entry => new RunLogLine(entry.Id, entry.At, entry.Level, entry.Message))
            .ToListAsync(cancellationToken);
        return new RunLogPage(lines, lines.Count == 0 ? request.After : lines[^1].Number);
    }
}
