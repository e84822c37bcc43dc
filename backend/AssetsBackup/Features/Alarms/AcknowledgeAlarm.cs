using AssetsBackup.Doors;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Hosting.Problems;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Alarms;

/// <summary>Says that somebody knows of it: the schema's backups expire again by their rules. Done twice it changes nothing more.</summary>
public sealed record AcknowledgeAlarm(Guid Id) : IRequest<AlarmView>;

internal sealed class AcknowledgeAlarmHandler(
    AppDatabase database,
    Caller caller,
    TimeProvider clock
) : IRequestHandler<AcknowledgeAlarm, AlarmView>
{
    public async ValueTask<AlarmView> Handle(
        AcknowledgeAlarm request,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await database.Database.BeginTransactionAsync(
            cancellationToken
        );
        var alarm =
            await database.Alarms.SingleOrDefaultAsync(
                row => row.TenantId == caller.TenantId && row.Id == request.Id,
                cancellationToken
            ) ?? throw NotFound();
        // Who was first stays named.
        if (alarm.AcknowledgedAt is null)
        {
            database.Acknowledge(alarm, caller, clock.GetUtcNow());
            await database.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        return AlarmView.Of(alarm);
    }

    private static ProblemException NotFound() =>
        new(
            new Problem(
                "alarm-not-found",
                StatusCodes.Status404NotFound,
                "There is no such alarm",
                "Open ones are shown on Home, on the page of their schema and by: assets-backup alarms"
            )
        );
}
