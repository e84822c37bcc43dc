using System.CommandLine;
using AssetsBackup.Features.Plans;

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
                return await invocation.RunAsync(new ApplyPlan(id), cancellationToken);
            }
        );
        return verb;
    }
}
