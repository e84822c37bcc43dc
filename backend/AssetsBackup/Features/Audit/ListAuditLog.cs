using AssetsBackup.Doors;
using AssetsBackup.Hosting.Database;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Audit;

/// <param name="Before">The number to go on below; null for the newest.</param>
public sealed record ListAuditLog(
    AuditFilter Filter,
    long? Before,
    int Most = ListAuditLog.PageSize
) : IRequest<AuditPage>
{
    internal const int PageSize = 50;
}

/// <param name="Next">What to send as <c>before</c> for the following page; null where there is none.</param>
public sealed record AuditPage(IReadOnlyList<AuditEntryView> Items, long? Next);

/// <summary>Who is named in the log.</summary>
public sealed record ListAuditUsers : IRequest<AuditUsers>;

/// <param name="Items">Atlassian accounts, "operator", "schedule"; in the order in which they came.</param>
public sealed record AuditUsers(IReadOnlyList<string> Items);

internal sealed class ListAuditLogHandler(AppDatabase database, Caller caller)
    : IRequestHandler<ListAuditLog, AuditPage>,
        IRequestHandler<ListAuditUsers, AuditUsers>
{
    public async ValueTask<AuditPage> Handle(
        ListAuditLog request,
        CancellationToken cancellationToken
    )
    {
        var read = await AuditViews.ReadAsync(
            database,
            caller.TenantId,
            request.Filter,
            request.Before,
            request.Most + 1,
            cancellationToken
        );
        return read.Count <= request.Most
            ? new AuditPage(read, null)
            : new AuditPage([.. read.Take(request.Most)], read[request.Most - 1].Number);
    }

    public async ValueTask<AuditUsers> Handle(
        ListAuditUsers request,
        CancellationToken cancellationToken
    ) =>
        new(
            await database
                .Actors.Where(actor => actor.TenantId == caller.TenantId && actor.AccountId != null)
                .OrderBy(actor => actor.Number)
                .Select(actor => actor.AccountId!)
                .ToListAsync(cancellationToken)
        );
}
