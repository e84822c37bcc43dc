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
}
