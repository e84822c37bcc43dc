using AssetsBackup.Atlassian.Assets;
using AssetsBackup.Features.Plans;
using AssetsBackup.Features.Runs;

namespace AssetsBackup.Tests.Plans;

/// <summary>Oddities of a destination (contract §10): what is restored is equal to the simulator's comparer all the same.</summary>
public sealed class RestoreSwitchTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Settings_that_do_not_stick_at_first_are_set_until_they_do()
    {
        await using var fixture = await RestoreFixture.StartAsync();
        foreach (var site in (string[])[TwoSites.Source, TwoSites.Destination])
            await fixture.Sites.SwitchAsync(site, new { nullSchemaOnGlobalStatus = true });
        await fixture.Sites.SwitchAsync(
            TwoSites.Destination,
            new
            {
                attributePostDropsSettings = true,
                attributePutDropsSettings = true,
                unlimitedCardinalityRefusedOnCreate = true,
            }
        );
        var snapshot = await fixture.BackUpAsync("ORG");

        var run = await RestoreAsync(fixture, snapshot);

        run.State.ShouldBe(RunState.Succeeded, await WhyAsync(fixture, run));
        await ShouldBeEqualAsync(fixture);
    }

    [Theory]
    [InlineData("siblings", RunState.Succeeded)]
    [InlineData("schema", RunState.Failed)]
    public async Task Types_of_one_name_under_different_parents_are_made_or_the_name_is_told(
        string uniqueIn,
        RunState expected
    )
    {
        await using var fixture = await RestoreFixture.StartAsync();
        await fixture.Sites.SwitchAsync(TwoSites.Source, new { typeNamesUniqueIn = "siblings" });
        await fixture.Sites.SwitchAsync(TwoSites.Destination, new { typeNamesUniqueIn = uniqueIn });
        await MakeTwinsAsync(fixture.AssetsOf(TwoSites.Source), fixture);
        var snapshot = await fixture.BackUpAsync("ORG");

        var run = await RestoreAsync(fixture, snapshot);

        run.State.ShouldBe(expected, await WhyAsync(fixture, run));
        if (expected == RunState.Succeeded)
            await ShouldBeEqualAsync(fixture);
        else
            run.ErrorMessage.ShouldNotBeNull().ShouldContain("'Twin'");
    }

    /// <summary>Two types with the same name, each under a parent of its own.</summary>
    private static async Task MakeTwinsAsync(IAssetsApi assets, RestoreFixture fixture)
    {
        var schema = (await fixture.Sites.SchemasAsync(TwoSites.Source))["ORG"].Id;
        var icon = (await assets.ListGlobalIconsAsync(Stop)).Items()[0].GetProperty("id");
        foreach (var name in (string[])["First parent", "Second parent"])
        {
            var parent = await MakeAsync(name, null);
            await MakeAsync("Twin", parent.Id);
        }

        Task<Created> MakeAsync(string name, string? parent) =>
            assets.CreateObjectTypeAsync(
                new ObjectTypeIn(name, icon.ToString(), schema, null, parent, false, false),
                Stop
            );
    }

    private static async Task<Run> RestoreAsync(RestoreFixture fixture, Guid snapshot)
    {
        var (plan, making) = await fixture.PlanAsync(snapshot, "Organisation", "ORG");
        plan.State.ShouldBe(PlanState.Ready, making.ErrorMessage);
        return await fixture.ApplyAsync(plan);
    }

    private static async Task ShouldBeEqualAsync(RestoreFixture fixture)
    {
        var result = await fixture.Sites.CompareAsync(("ORG", "ORG"));
        result.GetProperty("equal").GetBoolean().ShouldBeTrue(result.ToString());
    }

    private static async Task<string> WhyAsync(RestoreFixture fixture, Run run) =>
        $"{run.ErrorCode}: {string.Join('\n', await fixture.LogAsync(run.Id))}";
}
