using System.CommandLine;
using AssetsBackup.Features.Plans;
using Spectre.Console;

namespace AssetsBackup.CommandLine.Verbs;

/// <summary><c>apply</c>: carries a plan out and follows the restore.</summary>
internal static class ApplyVerb
{
    public static Command Create()
    {
        var plan = new Argument<string>("plan")
        {
            Description = "The id of the plan, or its start",
        };
        var verb = new Command("apply", "Carry a restore plan out") { plan };
        verb.SetAction(
            async (parsed, cancellationToken) =>
            {
                await using var invocation = await Invocation.OpenForSiteAsync(
                    parsed,
                    cancellationToken
                );
                var id = await Named.PlanAsync(
                    invocation,
                    parsed.GetRequiredValue(plan),
                    cancellationToken
                );
                var view = await invocation.SendAsync(new GetPlan(id), cancellationToken);
                if (!invocation.Print.AsJson)
                    invocation.Print.Progress.WriteLine($"Restoring into {PlanVerb.Into(view)}");
                return await invocation.RunAsync(new ApplyPlan(id), cancellationToken);
            }
        );
        return verb;
    }
}
