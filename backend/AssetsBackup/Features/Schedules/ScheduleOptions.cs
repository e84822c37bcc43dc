using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Extensions;
using NodaTime.Text;

namespace AssetsBackup.Features.Schedules;

/// <summary>The server's settings of schedules, section <c>Schedules</c>.</summary>
internal sealed class ScheduleOptions
{
    public const string Section = "Schedules";

    /// <summary>Times for which no schedule is saved. None by default.</summary>
    public IList<ReservedWindow> Reserved { get; init; } = [];
}

/// <summary>A stretch of some days, over midnight where it ends before it begins.</summary>
internal sealed class ReservedWindow
{
    private static readonly LocalTimePattern TimePattern =
        LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    /// <summary>Its first minute, such as 22:00.</summary>
    public string From { get; init; } = "";

    /// <summary>The first minute after it.</summary>
    public string To { get; init; } = "";

    /// <summary>The days of the week on which it begins; all where none is named and no date is.</summary>
    public IList<DayOfWeek> Days { get; init; } = [];

    /// <summary>The one date on which it begins, such as 2026-12-24.</summary>
    public string? Date { get; init; }

    /// <summary>What zone all this is meant in, by its name in the IANA list.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>What of it cannot be worked with: the key and why.</summary>
    public IEnumerable<(string Key, string Why)> Faults()
    {
        if (!TimePattern.Parse(From).Success)
            yield return (nameof(From), "it has to be a time such as 22:00");
        if (!TimePattern.Parse(To).Success)
            yield return (nameof(To), "it has to be a time such as 02:00");
        else if (From == To)
            yield return (nameof(To), "it has to differ from the time in From");
        if (Date is not null && !LocalDatePattern.Iso.Parse(Date).Success)
            yield return (nameof(Date), "it has to be a date such as 2026-12-24");
        if (Date is not null && Days.Count > 0)
            yield return (nameof(Days), "a window has days of the week or a date, not both");
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(TimeZone) is null)
            yield return (nameof(TimeZone), "it has to be a time zone such as Europe/Berlin");
    }

    public bool Contains(Instant moment)
    {
        var (from, to) = (TimePattern.Parse(From).Value, TimePattern.Parse(To).Value);
        var local = moment.InZone(DateTimeZoneProviders.Tzdb[TimeZone]).LocalDateTime;
        if (from < to)
            return local.TimeOfDay >= from && local.TimeOfDay < to && BeginsOn(local.Date);
        return local.TimeOfDay >= from
            ? BeginsOn(local.Date)
            : local.TimeOfDay < to && BeginsOn(local.Date.PlusDays(-1));
    }

    private bool BeginsOn(LocalDate day) =>
        Date is not null
            ? LocalDatePattern.Iso.Parse(Date).Value == day
            : Days.Count == 0 || Days.Contains(day.DayOfWeek.ToDayOfWeek());
}

/// <summary>Names each value that cannot be worked with by its key in the configuration.</summary>
internal sealed class ScheduleOptionsValidation : IValidateOptions<ScheduleOptions>
{
    public ValidateOptionsResult Validate(string? name, ScheduleOptions options)
    {
        var wrong = new ValidateOptionsResultBuilder();
        for (var number = 0; number < options.Reserved.Count; number++)
            foreach (var (key, why) in options.Reserved[number].Faults())
                wrong.AddError(
                    $"{ScheduleOptions.Section}:Reserved:{number}:{key} cannot be used: {why}."
                );
        return wrong.Build();
    }
}
