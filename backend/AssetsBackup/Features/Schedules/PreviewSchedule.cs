using AssetsBackup.Doors;
using AssetsBackup.Hosting.Database;
using FluentValidation;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Schedules;

/// <summary>What a schedule would come to, before it is saved.</summary>
/// <param name="SchemaId">The schema that it is for.</param>
public sealed record PreviewSchedule(Guid SchemaId, ScheduleTimeRequest Time)
    : IRequest<SchedulePreview>;

/// <param name="Cron">The five fields with one space between them.</param>
/// <param name="Next">The next times at which it would be due, UTC: five, or fewer where no more fit within eight years.</param>
public sealed record SchedulePreview(string Cron, IReadOnlyList<DateTimeOffset> Next);

internal sealed class PreviewScheduleValidator : AbstractValidator<PreviewSchedule>
{
    public PreviewScheduleValidator(IValidator<ScheduleTimeRequest> time) =>
        RuleFor(request => request.Time).SetValidator(time).OverridePropertyName("");
}

internal sealed class PreviewScheduleHandler(
    AppDatabase database,
    Caller caller,
    ChosenTime chosen,
    TimeProvider clock
) : IRequestHandler<PreviewSchedule, SchedulePreview>
{
    private const int Shown = 5;

    public async ValueTask<SchedulePreview> Handle(
        PreviewSchedule request,
        CancellationToken cancellationToken
    )
    {
        var present = await database
            .Schedules.AsNoTracking()
            .SingleOrDefaultAsync(
                row => row.TenantId == caller.TenantId && row.SchemaId == request.SchemaId,
                cancellationToken
            );
        var time = await chosen.OfAsync(request.Time, present, isEnabled: true, cancellationToken);
        var now = clock.GetUtcNow();
        var past = await NextOccurrence.PastAsync(
            database,
            caller.TenantId,
            request.SchemaId,
            now,
            cancellationToken
        );
        var next = Occurrences
            .After(time.Cron, time.Zone, now.ToInstant())
            .Where(due => !past.Contains(due.Date.ToDateOnly()))
            .Take(Shown)
            .Select(due => due.At.ToDateTimeOffset());
        return new SchedulePreview(time.Cron.Text, [.. next]);
    }
}
