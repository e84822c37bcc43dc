using System.CommandLine;
using AssetsBackup.Features.Schedules;
using Spectre.Console;

namespace AssetsBackup.CommandLine.Verbs;

/// <summary><c>schemas default-schedule</c>: shows whether schemas that are found later are scheduled by themselves, or changes it.</summary>
internal static class SchemasDefaultSchedule
{
    private static readonly Option<bool> Recommended = new("--recommended")
    {
        Description = "Daily, each at the least loaded time of the day",
    };
    private static readonly Option<bool> Off = new("--off") { Description = "No schedule" };
    private static readonly Option<string?> Zone = new("--zone")
    {
        Description =
            "The time zone of their times, such as Europe/Berlin (default: this machine's)",
    };

    public static Command Create()
    {
        var verb = new Command(
            "default-schedule",
            "Show or change what schedule schemas get that are found later"
        )
        {
            Recommended,
            Off,
            Zone,
        };
        verb.Validators.Add(given =>
        {
            if (given.GetResult(Recommended) is not null && given.GetResult(Off) is not null)
                given.AddError("Of --recommended and --off give one");
            else if (given.GetResult(Zone) is not null && given.GetResult(Recommended) is null)
                given.AddError("--zone is for --recommended");
        });
        verb.SetAction(RunAsync);
        return verb;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var invocation = await Invocation.OpenForSiteAsync(parsed, cancellationToken);
        var isChanged = parsed.GetValue(Recommended) || parsed.GetValue(Off);
        var now = isChanged
            ? await invocation.SendAsync(
                new SaveDefaultSchedule(
                    parsed.GetValue(Recommended)
                        ? parsed.GetValue(Zone) ?? TimeZones.OfThisMachine()
                        : null
                ),
                cancellationToken
            )
            : await invocation.SendAsync(new GetDefaultSchedule(), cancellationToken);
        invocation.Print.Answer(
            now,
            console =>
                console.WriteLine(
                    now.TimeZone is { } zone
                        ? $"Schemas that are found later are backed up daily at a recommended time ({zone})"
                        : "Schemas that are found later get no schedule"
                )
        );
        return (int)ExitCode.Done;
    }
}
