using AssetsBackup.Doors;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Hosting.Database;
using FluentValidation;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Schedules;

/// <summary>Saves a schema's schedule. One that is on begins a backup at once (product F4).</summary>
/// <param name="Time">When it is due; checked where it is off, too.</param>
/// <param name="Attachments">Whether each of its backups captures attachments, where the site gives them.</param>
/// <param name="Archived">Whether they capture the objects too that a Data Center has archived.</param>
public sealed record SaveSchedule(
    Guid SchemaId,
    bool IsEnabled,
    ScheduleTimeRequest Time,
    bool Attachments = true,
    bool Archived = false
) : IRequest<ScheduleSaved>;

/// <param name="RunId">The backup that it began; null where it is off, or one is queued, running or paused already.</param>
public sealed record ScheduleSaved(ScheduleView Schedule, Guid? RunId);

internal sealed class SaveScheduleValidator : AbstractValidator<SaveSchedule>
{
    // One that is due in a time that was reserved since can still be switched off.
    public SaveScheduleValidator(ReservedTimes reserved, TimeProvider clock) =>
        RuleFor(request => request.Time)
            .SetValidator(request => new ScheduleTimeValidator(
                request.IsEnabled ? reserved : ReservedTimes.None,
                clock
            ))
            .OverridePropertyName("");
}

internal sealed class SaveScheduleHandler(
    AppDatabase database,
    Caller caller,
    ChosenTime chosen,
    ScheduleStart start
) : IRequestHandler<SaveSchedule, ScheduleSaved>
{
    public async ValueTask<ScheduleSaved> Handle(
        SaveSchedule request,
        CancellationToken cancellationToken
    )
    {
        // What falls due or is queued meanwhile waits for this: a transaction that writes begins alone.
        await using var transaction = await database.Database.BeginTransactionAsync(
            cancellationToken
        );
        var schema =
            await database.Schemas.SingleOrDefaultAsync(
                candidate =>
                    candidate.TenantId == caller.TenantId
                    && candidate.Id == request.SchemaId
                    && candidate.RemovedAt == null,
                cancellationToken
            ) ?? throw SchemaProblems.NotFound();
        if (request.IsEnabled && !schema.Status.CanBeBackedUp())
            throw SchemaProblems.NotActive(schema);
        var present = await database.Schedules.SingleOrDefaultAsync(
            row => row.TenantId == caller.TenantId && row.SchemaId == schema.Id,
            cancellationToken
        );
        var time = await chosen.OfAsync(
            request.Time,
            present,
            request.IsEnabled,
            cancellationToken
        );
        var before = present is null ? ScheduleWords.None : ScheduleWords.Of(present);
        var schedule = present ?? start.Add(database, schema, caller.AccountId);
        schedule.Set(time, request.IsEnabled);
        (schedule.Attachments, schedule.Archived) = (request.Attachments, request.Archived);
        var run = await start.SavedAsync(
            database,
            schedule,
            schema,
            before,
            caller.AccountId,
            cancellationToken
        );
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new ScheduleSaved(ScheduleView.Of(schedule, schema), run?.Id);
    }
}
