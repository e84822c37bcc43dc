using FluentValidation;
using NodaTime;

namespace AssetsBackup.Features.Schedules;

/// <summary>When a schedule is to be due, as somebody asks for it.</summary>
/// <param name="Kind">Recommended: the server chooses, and the cron is left out.</param>
/// <param name="Cron">Five fields; asked for where the kind is custom.</param>
/// <param name="TimeZone">The zone of whoever asks, by its name in the IANA list, such as Europe/Berlin.</param>
public sealed record ScheduleTimeRequest(ScheduleKind Kind, string? Cron, string TimeZone);

/// <summary>The one check of when backups may be due (product F2a): whoever asks, its failures are named at the field.</summary>
internal sealed class ScheduleTimeValidator : AbstractValidator<ScheduleTimeRequest>
{
    public ScheduleTimeValidator(ReservedTimes reserved, TimeProvider clock)
    {
        RuleFor(time => time.TimeZone).TimeZone();
        RuleFor(time => time.Cron)
            .Custom(
                (text, context) =>
                {
                    var asked = context.InstanceToValidate;
                    if (asked.Kind != ScheduleKind.Custom)
                        return;
                    // The cron is checked beside a zone that is wrong, too: all is told at once.
                    var zone = TimeZones.Find(asked.TimeZone ?? "") ?? DateTimeZone.Utc;
                    var now = clock.GetUtcNow().ToInstant();
                    var today = now.InZone(zone).Date;
                    if (DailyCron.Refuse(text, today, out var cron) is { } refusal)
                        context.AddFailure(refusal.InWords());
                    else if (
                        reserved.FirstHit(new ScheduleTime(asked.Kind, cron!, zone), now)
                        is not null
                    )
                        context.AddFailure(ScheduleProblems.Reserved);
                }
            );
    }
}

/// <summary>What a request that was found valid comes to.</summary>
internal sealed class ChosenTime(RecommendedTime recommended, TimeProvider clock)
{
    /// <param name="asked">Valid.</param>
    /// <param name="present">The schedule that it is for; null for a new one.</param>
    /// <param name="isEnabled">Whether it is to be on: for one that is switched off no other time is chosen.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="Hosting.Problems.ProblemException">no-free-time</exception>
    public async Task<ScheduleTime> OfAsync(
        ScheduleTimeRequest asked,
        Schedule? present,
        bool isEnabled,
        CancellationToken cancellationToken
    )
    {
        var zone = TimeZones.Find(asked.TimeZone)!;
        if (asked.Kind == ScheduleKind.Custom)
            return Custom(asked.Cron, zone);
        // Whoever saves a recommended schedule again has not asked for another time.
        if (
            present is { Kind: ScheduleKind.Recommended }
            && (!isEnabled || (present.IsEnabled && present.Zone == zone))
        )
            return Custom(present.Cron, zone) with { Kind = ScheduleKind.Recommended };
        var load = await recommended.LoadAsync(besides: present?.SchemaId, cancellationToken);
        return recommended.Choose(load, zone);
    }

    private ScheduleTime Custom(string? text, DateTimeZone zone)
    {
        var today = clock.GetUtcNow().ToInstant().InZone(zone).Date;
        DailyCron.Refuse(text, today, out var cron);
        return new ScheduleTime(ScheduleKind.Custom, cron!, zone);
    }
}
