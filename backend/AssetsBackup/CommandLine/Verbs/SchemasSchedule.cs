using System.CommandLine;
using System.CommandLine.Parsing;
using AssetsBackup.Features.Schedules;
using AssetsBackup.Features.Schemas;
using Spectre.Console;

namespace AssetsBackup.CommandLine.Verbs;

/// <summary>
/// <c>schemas schedule</c>: shows when a schema is backed up by itself, or changes it. One that is on begins a backup at once, which is
/// followed.
/// </summary>
internal static class SchemasSchedule
{
    private static readonly Argument<string> Schema = new("schema")
    {
        Description = "Key, name or id of the schema",
    };
    private static readonly Option<string?> Cron = new("--cron")
    {
        Description =
            "When: minute, hour, day of the month, month, day of the week; once a day at most",
    };
    private static readonly Option<bool> Recommended = new("--recommended")
    {
        Description = "Daily, at the least loaded time of the day",
    };
    private static readonly Option<bool> Off = new("--off")
    {
        Description = "Begin no more backups; the time is kept",
    };
    private static readonly Option<string?> Zone = new("--zone")
    {
        Description =
            "The time zone that the cron is meant in, such as Europe/Berlin (default: the one it has, else this machine's)",
    };
    private static readonly Option<bool?> Attachments = new("--attachments")
    {
        Description =
            "true or false: whether attachments are captured, where the site gives them (default: as it has it, else true)",
    };
    private static readonly Option<bool?> Archived = new("--archived")
    {
        Description =
            "true or false: whether a Data Center's archived objects are, too (default: as it has it, else false)",
    };

    public static Command Create()
    {
        var verb = new Command("schedule", "Show or change when a schema is backed up by itself")
        {
            Schema,
            Cron,
            Recommended,
            Off,
            Zone,
            Attachments,
            Archived,
        };
        verb.Validators.Add(Check);
        verb.SetAction(RunAsync);
        return verb;
    }

    private static void Check(CommandResult given)
    {
        var when = new Option[] { Cron, Recommended, Off }.Count(option =>
            given.GetResult(option) is not null
        );
        var how = new Option[] { Zone, Attachments, Archived }.Any(option =>
            given.GetResult(option) is not null
        );
        if (when > 1)
            given.AddError("Of --cron, --recommended and --off give one");
        else if (when == 0 && how)
            given.AddError("Say when, too: --cron or --recommended");
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var invocation = await Invocation.OpenForSiteAsync(parsed, cancellationToken);
        var schema = await Named.SchemaAsync(
            invocation,
            parsed.GetRequiredValue(Schema),
            toBackUp: true,
            cancellationToken
        );
        if (RequestOf(parsed, schema) is not { } request)
        {
            Show(invocation.Print, schema.Schedule);
            return (int)ExitCode.Done;
        }
        var saved = await invocation.SendAsync(request, cancellationToken);
        if (saved.RunId is not { } run)
        {
            Show(invocation.Print, saved.Schedule);
            return (int)ExitCode.Done;
        }
        invocation.Print.Progress.WriteLine($"{Words(saved.Schedule)}. Backing up");
        return RunEnd.Print(invocation.Print, await invocation.FollowAsync(run, cancellationToken));
    }

    /// <returns>Null where nothing is to be changed.</returns>
    private static SaveSchedule? RequestOf(ParseResult parsed, SchemaView schema)
    {
        var (cron, isRecommended, isOff) = (
            parsed.GetValue(Cron),
            parsed.GetValue(Recommended),
            parsed.GetValue(Off)
        );
        var has = schema.Schedule;
        if (cron is null && !isRecommended && (!isOff || has is null))
            return null;
        var zone = parsed.GetValue(Zone) ?? has?.TimeZone ?? TimeZones.OfThisMachine();
        return isOff
            ? new SaveSchedule(
                schema.Id,
                IsEnabled: false,
                new(has!.Kind, has.Cron, zone),
                has.Attachments,
                has.Archived
            )
            : new SaveSchedule(
                schema.Id,
                IsEnabled: true,
                new(isRecommended ? ScheduleKind.Recommended : ScheduleKind.Custom, cron, zone),
                Attachments: parsed.GetValue(Attachments) ?? has?.Attachments ?? true,
                Archived: parsed.GetValue(Archived) ?? has?.Archived ?? false
            );
    }

    private static void Show(Printer print, ScheduleView? schedule) =>
        print.Answer(
            new ShownSchedule(schedule),
            console => console.WriteLine(schedule is null ? "Disabled" : Words(schedule))
        );

    private static string Words(ScheduleView schedule) =>
        !schedule.IsEnabled
            ? $"Disabled; it was {schedule.Cron} ({schedule.TimeZone})"
            : $"{schedule.Cron} ({schedule.TimeZone}), "
                + (schedule.PausedBecause ?? $"next {schedule.NextAt?.ToString("u") ?? "never"}");

    /// <param name="Schedule">Null where the schema has none.</param>
    private sealed record ShownSchedule(ScheduleView? Schedule);
}
