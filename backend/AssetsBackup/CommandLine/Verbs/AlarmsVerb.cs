using System.CommandLine;
using AssetsBackup.Features.Alarms;
using AssetsBackup.Features.Schemas;
using Spectre.Console;

namespace AssetsBackup.CommandLine.Verbs;

/// <summary><c>alarms</c>: lists mass deletions at the source that nobody has acknowledged, and acknowledges one.</summary>
internal static class AlarmsVerb
{
    private static readonly Option<bool> All = new("--all")
    {
        Description = "Acknowledged ones too",
    };
    private static readonly Argument<string> Alarm = new("alarm")
    {
        Description = "The id of the alarm, or its start",
    };

    public static Command Create()
    {
        var verb = new Command(
            "alarms",
            "List the alarms of a site: while one is open, no backup of its schema expires"
        )
        {
            All,
            Acknowledge(),
        };
        verb.SetAction(ListAsync);
        return verb;
    }

    private static async Task<int> ListAsync(
        ParseResult parsed,
        CancellationToken cancellationToken
    )
    {
        await using var invocation = await Invocation.OpenForSiteAsync(parsed, cancellationToken);
        var alarms = await invocation.SendAsync(new ListAlarms(), cancellationToken);
        if (!parsed.GetValue(All))
            alarms = new([.. alarms.Items.Where(alarm => alarm.AcknowledgedAt is null)]);
        var schemas = (
            await invocation.SendAsync(new ListSchemas(), cancellationToken)
        ).Items.ToDictionary(schema => schema.Id, schema => schema.Name);
        invocation.Print.Table(
            alarms,
            [
                "Id",
                "Schema name",
                "Raised (UTC)",
                "What",
                "Objects before",
                "Objects now",
                "Lost most",
                "Acknowledged",
            ],
            alarms.Items.Select(alarm =>
                new[]
                {
                    alarm.ShortId,
                    schemas.GetValueOrDefault(alarm.SchemaId, alarm.SchemaId.ToString()),
                    alarm.RaisedAt.ToString("u"),
                    Shown.Words(alarm.Kind),
                    alarm.Before.ToString("N0"),
                    alarm.Now.ToString("N0"),
                    string.Join(
                        ", ",
                        alarm
                            .Types.Take(3)
                            .Select(type => $"{type.Name} {type.Before:N0} to {type.Now:N0}")
                    ),
                    alarm.AcknowledgedAt is { } at ? $"{at:u} by {alarm.AcknowledgedBy}" : "no",
                }
            )
        );
        return (int)ExitCode.Done;
    }

    private static Command Acknowledge()
    {
        var verb = new Command(
            "acknowledge",
            "Say that you know of it: the schema's backups expire again by their rules"
        )
        {
            Alarm,
        };
        verb.SetAction(
            async (parsed, cancellationToken) =>
            {
                await using var invocation = await Invocation.OpenForSiteAsync(
                    parsed,
                    cancellationToken
                );
                var id = await Named.AlarmAsync(
                    invocation,
                    parsed.GetRequiredValue(Alarm),
                    cancellationToken
                );
                var alarm = await invocation.SendAsync(new AcknowledgeAlarm(id), cancellationToken);
                invocation.Print.Answer(
                    alarm,
                    console =>
                        console.WriteLine(
                            $"Alarm {alarm.ShortId} is acknowledged: it does not hold the schema's backups any more"
                        )
                );
                return (int)ExitCode.Done;
            }
        );
        return verb;
    }
}
