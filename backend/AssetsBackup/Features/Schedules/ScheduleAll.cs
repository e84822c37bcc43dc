using AssetsBackup.Doors;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Hosting.Database;
using FluentValidation;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Schedules;

/// <summary>
/// Gives each active schema without a schedule that is on the recommended one (product D6), one after the other so that they do not
/// fall due together, and begins a backup of each.
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
    RecommendedTime recommended,
    ScheduleStart start
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
        var ids = schemas.Select(schema => schema.Id).ToList();
        var present = await database
            .Schedules.Where(row => row.TenantId == caller.TenantId && ids.Contains(row.SchemaId))
            .ToDictionaryAsync(row => row.SchemaId, cancellationToken);
        var load = await recommended.LoadAsync(besides: null, cancellationToken);
        foreach (var schema in schemas)
        {
            var known = present.GetValueOrDefault(schema.Id);
            var before = known is null ? ScheduleWords.None : ScheduleWords.Of(known);
            var schedule = known ?? start.Add(database, schema);
            schedule.Set(
                recommended.Choose(load, TimeZones.Find(request.TimeZone)!),
                isEnabled: true
            );
            await start.SavedAsync(database, schedule, schema, before, cancellationToken);
            if (schedule.NextAt is { } next)
                load.Add(next);
        }
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new AllScheduled(schemas.Count);
    }

    private Task<List<Schema>> UnscheduledAsync(CancellationToken cancellationToken) =>
        database
            .Schemas.Where(schema =>
                schema.TenantId == caller.TenantId
                && schema.Status == SchemaStatus.Active
                && !database.Schedules.Any(schedule =>
                    schedule.SchemaId == schema.Id && schedule.IsEnabled
                )
            )
            .OrderBy(schema => schema.Name)
            .ToListAsync(cancellationToken);
}
