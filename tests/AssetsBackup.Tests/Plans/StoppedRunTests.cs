using AssetsBackup.Features.Plans;
using AssetsBackup.Features.Runs;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Tests.Plans;

/// <summary>What becomes of a plan when the run that makes or applies it is stopped.</summary>
public sealed class StoppedRunTests : IAsyncLifetime
{
    private RestoreFixture fixture = null!;
    private Guid snapshot;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        fixture = await RestoreFixture.StartAsync();
        snapshot = await fixture.BackUpAsync("ORG");
    }

    public ValueTask DisposeAsync() => fixture.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_plan_whose_making_was_stopped_before_it_began_is_not_being_made_any_more(
        bool byUninstall
    )
    {
        var started = await fixture.SendAsync(
            new MakePlan(snapshot, null, "Organisation 2", "ORG2")
        );

        await (byUninstall ? fixture.StopAllAsync() : fixture.StopAsync(started.RunId));

        var plan = await fixture.PlanAsync(started.PlanId);
        plan.State.ShouldBe(PlanState.Failed);
        plan.Problem.ShouldBe("It was stopped before the plan was ready.");
        (await fixture.RunAsync(started.RunId)).State.ShouldBe(RunState.Stopped);
    }

    [Fact]
    public async Task A_restore_stopped_before_it_began_leaves_a_plan_that_can_be_applied()
    {
        var (plan, _) = await fixture.PlanAsync(snapshot, "Organisation", "ORG");
        await fixture.StopAsync(await fixture.StartApplyAsync(plan));

        var ready = await fixture.PlanAsync(plan.Id);
        (ready.State, ready.RestoreRunId).ShouldBe((PlanState.Ready, null));
        (await fixture.ApplyAsync(plan)).State.ShouldBe(RunState.Succeeded);
    }

    [Fact]
    public async Task A_restore_stopped_under_way_says_so_at_its_plan()
    {
        var (plan, _) = await fixture.PlanAsync(snapshot, "Organisation", "ORG");
        var run = await fixture.StartApplyAsync(plan);
        fixture.BeforeCall(30, () => fixture.StopAsync(run).GetAwaiter().GetResult());

        await fixture.DrainAsync(plan.DestinationId);

        (await fixture.RunAsync(run)).State.ShouldBe(RunState.Stopped);
        await ShouldBeStoppedAsync(plan.Id, run);
    }

    [Fact]
    public async Task A_restore_stopped_while_it_waits_says_so_at_its_plan()
    {
        var (plan, _) = await fixture.PlanAsync(snapshot, "Organisation", "ORG");
        await fixture.Sites.FaultAsync(
            TwoSites.Destination,
            new
            {
                operation = "createObject",
                kind = "tooManyRequests",
                call = 10,
                retryAfterSeconds = 3600,
            }
        );
        var run = await fixture.ApplyAsync(plan);
        run.State.ShouldBe(RunState.Paused, run.ErrorMessage);
        (await fixture.PlanAsync(plan.Id)).State.ShouldBe(PlanState.Applying);

        await fixture.StopAsync(run.Id);

        await ShouldBeStoppedAsync(plan.Id, run.Id);
    }

    [Fact]
    public async Task A_restore_that_fails_before_its_first_step_fails_its_plan()
    {
        var (plan, _) = await fixture.PlanAsync(snapshot, "Organisation", "ORG");
        await using (var database = await fixture.DatabaseAsync())
            await database
                .Connections.Where(site => site.Id == plan.DestinationId)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(site => site.ApiToken, "no"u8.ToArray()),
                    Stop
                );

        var run = await fixture.ApplyAsync(plan);

        run.State.ShouldBe(RunState.Failed);
        var failed = await fixture.PlanAsync(plan.Id);
        failed.State.ShouldBe(PlanState.Failed);
        failed.Problem.ShouldBe("The restore did not come to its end; its run says why.");
    }

    private async Task ShouldBeStoppedAsync(Guid planId, Guid run)
    {
        var plan = await fixture.PlanAsync(planId);
        (plan.State, plan.RestoreRunId).ShouldBe((PlanState.Failed, run));
        plan.Problem.ShouldBe("The restore was stopped before its end.");
    }
}
