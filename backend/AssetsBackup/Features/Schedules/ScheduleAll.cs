using AssetsBackup.Doors;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Hosting.Database;
using FluentValidation;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Schedules;

/// <summary>
/// Gives each active schema without a schedule the recommended one (product D6), one after the other so that they do not fall due
/// together, and begins a backup of each. One that somebody has switched off stays off.
/// </summary>
/// <param name="TimeZone">The zone of whoever asks, by its name in the IANA list.</param>
public sealed record ScheduleAll(string TimeZone) : IRequest<AllScheduled>;

/// <param name="Schemas">How many have a schedule now that had none.</param>
public sealed record AllScheduled(int Schemas);

internal sealed class ScheduleAllValidator : AbstractValidator<ScheduleAll>
{
    public ScheduleAllValidator() => RuleFor(request => request.TimeZone).TimeZone();
}

internal sealed class ScheduleAllHandler(
    AppDatabase database,
    Caller caller,
    RecommendedSchedules recommended
) : IRequestHandler<ScheduleAll, AllScheduled>
{
    public async ValueTask<AllScheduled> Handle(
        ScheduleAll request,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await database.Database.BeginTransactionAsync(
            cancellationToken
        );
        var schemas = await UnscheduledAsync(cancellationToken);
        if (
            !await recommended.GiveAsync(
                database,
                schemas,
                TimeZones.Find(request.TimeZone)!,
                caller.AccountId,
                cancellationToken
            )
        )
            throw ScheduleProblems.NoFreeTime();
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new AllScheduled(schemas.Count);
    }

    private Task<List<Schema>> UnscheduledAsync(CancellationToken cancellationToken) =>
        database
            .Schemas.Where(schema =>
                schema.TenantId == caller.TenantId
                && schema.Status == SchemaStatus.Active
                && schema.RemovedAt == null
                && !database.Schedules.Any(schedule => schedule.SchemaId == schema.Id)
            )
            .OrderBy(schema => schema.Name)
            .ToListAsync(cancellationToken);
}
