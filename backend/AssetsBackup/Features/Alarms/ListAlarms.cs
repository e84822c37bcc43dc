using AssetsBackup.Doors;
using AssetsBackup.Hosting.Database;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Alarms;

public sealed record ListAlarms : IRequest<AlarmList>;

public sealed record AlarmList(IReadOnlyList<AlarmView> Items);

internal sealed class ListAlarmsHandler(AppDatabase database, Caller caller)
    : IRequestHandler<ListAlarms, AlarmList>
{
    public async ValueTask<AlarmList> Handle(
        ListAlarms request,
        CancellationToken cancellationToken
    ) =>
        new([
            .. (
                await database
                    .Alarms.AsNoTracking()
                    .Where(alarm => alarm.TenantId == caller.TenantId)
                    .OrderByDescending(alarm => alarm.RaisedAt)
                    .ToListAsync(cancellationToken)
            ).Select(AlarmView.Of),
        ]);
}
