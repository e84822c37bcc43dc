using AssetsBackup.Atlassian.Assets;
using AssetsBackup.Features.Plans;
using AssetsBackup.Features.Runs;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Tests.Plans;

public sealed class InterruptedRestoreTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_restore_that_is_shut_down_again_and_again_goes_on_without_a_single_duplicate()
    {
        await using var fixture = await RestoreFixture.StartAsync();
        var snapshot = await fixture.BackUpAsync("ORG");
        var (plan, _) = await fixture.PlanAsync(snapshot, "Organisation", "ORG");
        var run = await fixture.StartApplyAsync(plan);
        var shutdowns = 0;
        while ((await fixture.RunAsync(run)).State is RunState.Queued or RunState.Running)
            await fixture.DrainUntilCallAsync(plan.DestinationId, 1 + 23 * shutdowns++);

        shutdowns.ShouldBeGreaterThan(5);
        (await fixture.RunAsync(run)).State.ShouldBe(
            RunState.Succeeded,
            string.Join('\n', await fixture.LogAsync(run))
        );
        var result = await fixture.Sites.CompareAsync(("ORG", "ORG"));
        result.GetProperty("equal").GetBoolean().ShouldBeTrue(result.ToString());
    }

    [Theory]
    [InlineData("createObject", 40, "object/")]
    [InlineData("createObjectType", 3, "objectType/")]
    [InlineData("createObjectTypeAttribute", 5, "attribute/")]
    [InlineData("createSchema", 1, "schema/")]
    public async Task A_create_whose_answer_is_lost_stops_the_restore_and_is_never_made_again(
        string operation,
        int call,
        string undecided
    )
    {
        await using var fixture = await RestoreFixture.StartAsync();
        var snapshot = await fixture.BackUpAsync("ORG");
        var (plan, _) = await fixture.PlanAsync(snapshot, "Organisation", "ORG");
        await fixture.Sites.FailAsync(operation, call, "reset", afterActing: true);

        var run = await fixture.ApplyAsync(plan);

        run.State.ShouldBe(RunState.Failed);
        run.ErrorCode.ShouldBe("answer-lost");
        run.ErrorMessage.ShouldNotBeNull().ShouldContain(undecided);
        (await fixture.PlanAsync(plan.Id)).State.ShouldBe(PlanState.Failed);
        await using var database = await fixture.DatabaseAsync();
        var open = await database
            .Journal.Where(entry => entry.RunId == run.Id && entry.Outcome == null)
            .ToListAsync(Stop);
        open.ShouldHaveSingleItem().Action.ShouldStartWith(undecided);
    }

    [Fact]
    public async Task A_create_that_was_limited_is_made_once_it_may()
    {
        await using var fixture = await RestoreFixture.StartAsync();
        var snapshot = await fixture.BackUpAsync("ORG");
        var (plan, _) = await fixture.PlanAsync(snapshot, "Organisation", "ORG");
        await fixture.Sites.FailAsync("createObject", 10, "tooManyRequests", afterActing: false);

        var run = await fixture.ApplyAsync(plan);

        run.State.ShouldBe(RunState.Succeeded, run.ErrorMessage);
        var result = await fixture.Sites.CompareAsync(("ORG", "ORG"));
        result.GetProperty("equal").GetBoolean().ShouldBeTrue(result.ToString());
    }

    [Fact]
    public async Task A_definition_that_was_refused_before_a_shutdown_is_not_tried_again_and_told_once()
    {
        string[] names = ["Repair", "Scrapped", "Sold"];
        await using var fixture = await RestoreFixture.StartAsync();
        await AddStatusesAsync(fixture, TwoSites.Source, names);
        var snapshot = await fixture.BackUpAsync("ORG");
        var (plan, _) = await fixture.PlanAsync(snapshot, "Organisation", "ORG");
        await AddStatusesAsync(fixture, TwoSites.Destination, names);
        var id = await fixture.StartApplyAsync(plan);

        await fixture.DrainUntilAsync(
            plan.DestinationId,
            () => fixture.LogAsync(id).GetAwaiter().GetResult().Count > 0
        );
        (await fixture.RunAsync(id)).State.ShouldBe(RunState.Running);
        (await fixture.LogAsync(id)).Count.ShouldBe(2);
        await fixture.DrainAsync(plan.DestinationId);

        (await fixture.RunAsync(id)).ErrorCode.ShouldBe("restored-with-gaps");
        (await fixture.LogAsync(id))
            .Where(line => line.Contains("was not created"))
            .ShouldBe(
                names.Select(name =>
                    $"The status '{name}' was not created: Assets does not accept its name."
                )
            );
    }

    private static async Task AddStatusesAsync(
        RestoreFixture fixture,
        string site,
        IEnumerable<string> names
    )
    {
        foreach (var name in names)
            await fixture.AssetsOf(site).CreateStatusAsync(new StatusIn(name, 0, null, null), Stop);
    }
}
