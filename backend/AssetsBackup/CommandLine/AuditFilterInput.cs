using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using AssetsBackup.Features.Audit;

namespace AssetsBackup.CommandLine;

/// <summary>Which lines of the audit log, as options of a verb.</summary>
internal static class AuditFilterInput
{
    private static readonly Option<string?> From = DateOption(
        "--from",
        "The first day, such as 2026-11-01 (UTC)"
    );
    private static readonly Option<string?> To = DateOption(
        "--to",
        "The last day, such as 2026-11-30 (UTC)"
    );
    private static readonly Option<string?> Action = new("--action")
    {
        Description = "Only this action, such as backup-started",
    };
    private static readonly Option<string?> User = new("--user")
    {
        Description = "Only what this Atlassian account did; operator or schedule for those",
    };

    static AuditFilterInput() =>
        Action.Validators.Add(option =>
        {
            if (ActionOf(option.GetValueOrDefault<string?>()) is null)
                option.AddError(
                    $"--action wants one of {string.Join(", ", Enum.GetValues<AuditAction>().Except([AuditAction.Unknown]).Select(NameOf))}"
                );
        });

    public static void AddTo(Command verb)
    {
        foreach (var option in (Option[])[From, To, Action, User])
            verb.Add(option);
    }

    /// <param name="from">The first moment where no day is given.</param>
    public static AuditFilter Read(ParseResult parsed, DateTimeOffset? from)
    {
        var (first, last) = (DayOf(parsed.GetValue(From)), DayOf(parsed.GetValue(To)));
        return new AuditFilter(
            first ?? (last is null ? from : null),
            last?.AddDays(1),
            ActionOf(parsed.GetValue(Action)),
            parsed.GetValue(User)
        );
    }

    /// <summary>When this month began, UTC.</summary>
    public static DateTimeOffset MonthOf(TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        return new DateTimeOffset(now.Year, now.Month, 1, 0, 0, 0, TimeSpan.Zero);
    }

    private static Option<string?> DateOption(string name, string description)
    {
        var option = new Option<string?>(name) { Description = description };
        option.Validators.Add(given =>
        {
            if (DayOf(given.GetValueOrDefault<string?>()) is null)
                given.AddError($"{name} wants a day, such as 2026-11-01");
        });
        return option;
    }

    private static DateTimeOffset? DayOf(string? text) =>
        DateTimeOffset.TryParseExact(
            text,
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var day
        )
            ? day
            : null;

    /// <summary>"backup-started", as options are written.</summary>
    private static string NameOf(AuditAction action) =>
        Shown.Words(action).ToLowerInvariant().Replace(' ', '-');

    private static AuditAction? ActionOf(string? text) =>
        Enum.GetValues<AuditAction>()
            .Except([AuditAction.Unknown])
            .Where(action => NameOf(action) == text)
            .Select(action => (AuditAction?)action)
            .SingleOrDefault();
}
