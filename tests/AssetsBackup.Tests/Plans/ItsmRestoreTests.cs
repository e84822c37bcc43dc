using AssetsBackup.Features.Plans;
using AssetsBackup.Features.Runs;

namespace AssetsBackup.Tests.Plans;

public sealed class ItsmRestoreTests
{
    [Fact]
    public async Task Both_schemas_restored_to_another_site_are_equal_to_the_simulators_comparer()
    {
        await using var fixture = await RestoreFixture.StartAsync(world: "itsm");
        var first = await fixture.BackUpAsync("ORG");
        var second = await fixture.BackUpAsync("ITA");

        var referenced = await RestoreAsync(fixture, first, "Organisation", "ORG");
        var referring = await RestoreAsync(fixture, second, "IT assets", "ITA");

        var result = await fixture.Sites.CompareAsync(("ORG", "ORG"), ("ITA", "ITA"));
        referenced.State.ShouldBe(RunState.Succeeded, await WhyAsync(fixture, referenced));
        referring.State.ShouldBe(RunState.Succeeded, await WhyAsync(fixture, referring));
        result.GetProperty("equal").GetBoolean().ShouldBeTrue(result.ToString());
        result.GetProperty("counts").GetProperty("objects").GetInt32().ShouldBe(3000);
    }

    private static async Task<Run> RestoreAsync(
        RestoreFixture fixture,
        Guid snapshot,
        string name,
        string key
    )
    {
        var (plan, making) = await fixture.PlanAsync(snapshot, name, key);
        plan.State.ShouldBe(PlanState.Ready, making.ErrorMessage);
        return await fixture.ApplyAsync(plan);
    }

    private static async Task<string> WhyAsync(RestoreFixture fixture, Run run) =>
        $"{run.ErrorCode}: {string.Join('\n', await fixture.LogAsync(run.Id))}";
}
