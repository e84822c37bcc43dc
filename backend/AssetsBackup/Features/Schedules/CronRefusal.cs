namespace AssetsBackup.Features.Schedules;

/// <summary>Why a cron text is not taken.</summary>
internal enum CronFault
{
    Missing,
    Invalid,

    /// <summary>More often than once a day.</summary>
    TooOften,

    /// <summary>No date of the next eight years fits.</summary>
    Never,
}

/// <param name="Fault">What is wrong.</param>
/// <param name="Field">The field of an invalid text that is wrong, from 1; null where it is the number of fields.</param>
internal sealed record CronRefusal(CronFault Fault, int? Field = null)
{
    private static readonly string[] Fields =
    [
        "minute",
        "hour",
        "day of the month",
        "month",
        "day of the week",
    ];

    public string InWords() =>
        Fault switch
        {
            CronFault.Missing => "Cron expression is required",
            CronFault.TooOften => "The minimum allowed frequency of backup is once per day",
            CronFault.Never =>
                "No date of the next eight years fits this cron expression: choose a day that the month has.",
            _ => Field is { } field
                ? $"Cron expression is not valid: field {field}, the {Fields[field - 1]}"
                : "Cron expression is not valid: it has five fields, minute, hour, day of the month, month and day of the week",
        };
}
