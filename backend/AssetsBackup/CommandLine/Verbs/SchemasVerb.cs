using System.CommandLine;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Schedules;
using AssetsBackup.Features.Schemas;

namespace AssetsBackup.CommandLine.Verbs;

/// <summary><c>schemas</c>: lists the synced schemas, after a new sync where asked for; when one is backed up by itself.</summary>
internal static class SchemasVerb
{
    public static Command Create()
    {
        var sync = new Option<bool>("--sync") { Description = "Read the list from Assets first" };
        var verb = new Command("schemas", "List the schemas of a site")
        {
            sync,
            SchemasSchedule.Create(),
            SchemasDefaultSchedule.Create(),
            SchemasDelete.Create(),
            SchemasRetention.Create(),
        };
        verb.SetAction(
            (parsed, cancellationToken) =>
                RunAsync(parsed, parsed.GetValue(sync), cancellationToken)
        );
        return verb;
    }

    private static async Task<int> RunAsync(
        ParseResult parsed,
        bool sync,
        CancellationToken cancellationToken
    )
    {
        await using var invocation = await Invocation.OpenForSiteAsync(parsed, cancellationToken);
        var end = ExitCode.Done;
        if (sync)
        {
            var started = await invocation.SendAsync(new StartSync(), cancellationToken);
            // One instance that does not answer keeps no other from being synced.
            foreach (var id in started.OtherRunIds.Prepend(started.RunId))
            {
                var run = await invocation.FollowAsync(id, cancellationToken);
                if (run.State != RunState.Succeeded)
                    end = RunEnd.Tell(invocation.Print, run);
            }
        }
        else
            await invocation.EnsureSetUpAsync(cancellationToken);
        var schemas = await invocation.SendAsync(new ListSchemas(), cancellationToken);
        invocation.Print.Table(
            schemas,
            [
                "Key",
                "Schema name",
                "Instance",
                "Status",
                "Objects",
                "Last backup date (UTC)",
                "Next backup (UTC)",
            ],
            schemas.Items.Select(schema =>
                new[]
                {
                    schema.Key,
                    schema.Name,
                    schema.SiteUrl,
                    schema.Status.InWords(),
                    schema.ObjectCount.ToString("N0"),
                    schema.LastSnapshotAt?.ToString("u") ?? "never",
                    NextOf(schema.Schedule),
                }
            )
        );
        return (int)end;
    }

    private static string NextOf(ScheduleView? schedule) =>
        schedule is not { IsEnabled: true } ? "disabled"
        : schedule.PausedBecause is not null ? "paused"
        : schedule.NextAt?.ToString("u") ?? "never";
}
