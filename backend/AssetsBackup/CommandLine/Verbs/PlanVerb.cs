using System.CommandLine;
using AssetsBackup.Features;
using AssetsBackup.Features.Plans;
using AssetsBackup.Features.Runs;

namespace AssetsBackup.CommandLine.Verbs;

/// <summary><c>plan</c>: works out what a restore would do, and writes nothing to any site.</summary>
internal static class PlanVerb
{
    public static Command Create()
    {
        var snapshot = new Argument<string>("backup")
        {
            Description = "The id of the backup, or its start",
        };
        var to = new Option<string?>("--to")
        {
            Description = "A target instance by name or address; the site itself when left out",
        };
        var name = new Option<string>("--name")
        {
            Description = "Name of the new schema",
            Required = true,
        };
        var key = new Option<string>("--key")
        {
            Description =
                "Key of the new schema: 2 to 10 capital letters and digits, beginning with a letter",
            Required = true,
        };
        var verb = new Command("plan", "Plan a restore into a new schema")
        {
            snapshot,
            to,
            name,
            key,
        };
        verb.SetAction(
            async (parsed, cancellationToken) =>
            {
                await using var invocation = await Invocation.OpenForSiteAsync(
                    parsed,
                    cancellationToken
                );
                var request = new MakePlan(
                    await Named.SnapshotAsync(
                        invocation,
                        parsed.GetRequiredValue(snapshot),
                        cancellationToken
                    ),
                    await Named.DestinationAsync(
                        invocation,
                        parsed.GetValue(to),
                        cancellationToken
                    ),
                    parsed.GetRequiredValue(name),
                    parsed.GetRequiredValue(key)
                );
                return await RunAsync(invocation, request, cancellationToken);
            }
        );
        return verb;
    }

    private static async Task<int> RunAsync(
        Invocation invocation,
        MakePlan request,
        CancellationToken cancellationToken
    )
    {
        var started = await invocation.SendAsync(request, cancellationToken);
        var run = await invocation.FollowAsync(started.RunId, cancellationToken);
        if (run.State != RunState.Succeeded)
            return RunEnd.Print(invocation.Print, run);
        var plan = await invocation.SendAsync(new GetPlan(started.PlanId), cancellationToken);
        invocation.Print.Table(
            plan,
            ["Kind", "Create", "Use", "Skip"],
            plan.Summary!.Counts.Select(Row)
        );
        if (!invocation.Print.AsJson)
            Describe(plan);
        return (int)ExitCode.Done;
    }

    private static string[] Row(PlanCount count) =>
        [
            count.Kind,
            count.Create.ToString("N0"),
            count.Use.ToString("N0"),
            count.Skip.ToString("N0"),
        ];

    /// <summary>What a plan makes, and where: no nickname alone, which may be another site's than a person thinks.</summary>
    public static string Into(PlanView plan) =>
        $"{plan.SchemaName} ({plan.SchemaKey}) on {plan.DestinationSiteUrl}";

    private static void Describe(PlanView plan)
    {
        var summary = plan.Summary!;
        foreach (var warning in summary.Warnings)
            Console.Out.WriteLine($"Warning: {warning}");
        Console.Out.WriteLine($"New schema {Into(plan)}.");
        Console.Out.WriteLine(
            $"About {summary.Calls:N0} calls, {TimeSpan.FromSeconds(Math.Ceiling(summary.Seconds)):g} at the pace that Atlassian publishes."
        );
        Console.Out.WriteLine(
            $"Plan {plan.Id:N}. Carry it out with: assets-backup apply {Words.ShortId(plan.Id)}"
        );
    }
}
