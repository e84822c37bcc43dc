using System.Net;
using AssetsBackup.Features.Plans;
using AssetsBackup.Features.Runs;
using AssetsBackup.Hosting.Problems;

namespace AssetsBackup.Tests.Plans;

/// <summary>What a restore leaves out is told by its end, whatever happened on the way.</summary>
public sealed class LeftOutTests
{
    [Fact]
    public async Task A_restore_that_leaves_definitions_out_ends_partial_and_names_each_with_its_values()
    {
        await using var fixture = await RestoreFixture.StartAsync();
        var snapshot = await fixture.BackUpAsync("ITA");
        var (plan, _) = await fixture.PlanAsync(snapshot, "IT assets", "ITA");
        var skipped = (await fixture.ListActionsAsync(plan.Id, "attribute"))
            .Where(action => action.Action == "skip")
            .ToList();
        skipped.ShouldNotBeEmpty();

        var run = await fixture.ApplyAsync(plan);

        (run.State, run.ErrorCode).ShouldBe((RunState.Partial, "restored-with-gaps"));
        var log = await fixture.LogAsync(run.Id);
        foreach (var attribute in skipped)
            log.ShouldContain(line =>
                line.StartsWith($"The attribute '{attribute.Name}' was left out with its ")
                && line.EndsWith(attribute.Reason!)
            );
        log.ShouldContain(line => line.Contains("was left out") && !line.Contains(" 0 values"));
    }

    [Fact]
    public async Task A_plan_that_leaves_out_what_has_become_possible_is_not_carried_out()
    {
        await using var fixture = await RestoreFixture.StartAsync();
        var (outdated, _) = await fixture.PlanAsync(
            await fixture.BackUpAsync("ITA"),
            "IT assets",
            "ITA"
        );
        var (other, _) = await fixture.PlanAsync(
            await fixture.BackUpAsync("ORG"),
            "Organisation",
            "ORG"
        );
        await fixture.ApplyAsync(other);

        var refused = await Should.ThrowAsync<ProblemException>(() =>
            fixture.StartApplyAsync(outdated)
        );

        refused.Problem.Code.ShouldBe("plan-outdated");
        refused.Problem.Detail.ShouldEndWith("Make a new plan.");
        (await fixture.PlanAsync(outdated.Id)).State.ShouldBe(PlanState.Ready);
    }

    [Fact]
    public async Task An_attribute_that_the_destination_refuses_is_told_with_how_many_values_it_had()
    {
        await using var fixture = await RestoreFixture.StartAsync();
        var snapshot = await fixture.BackUpAsync("ORG");
        var (plan, _) = await fixture.PlanAsync(snapshot, "Organisation", "ORG");
        var creates = 0;
        fixture.Hook.Answer = request =>
            request.Method == HttpMethod.Post
            && request.RequestUri!.AbsolutePath.Contains("/objecttypeattribute/")
            && Interlocked.Increment(ref creates) <= 12
                ? HttpStatusCode.BadRequest
                : null;

        var run = await fixture.ApplyAsync(plan);

        run.State.ShouldBe(RunState.Partial, run.ErrorMessage);
        var log = await fixture.LogAsync(run.Id);
        var refused = log.Count(line => line.Contains("' was not created: "));
        var told = log.Where(line => line.Contains("' was not created, so its ")).ToList();
        told.Count.ShouldBeInRange(2, refused);
        told.ShouldAllBe(line => !line.Contains(" 0 values"));
        told.ShouldBeUnique();
    }

    [Fact]
    public async Task What_was_refused_before_a_shutdown_is_told_at_the_end()
    {
        await using var fixture = await RestoreFixture.StartAsync(world: "itsm");
        var snapshot = await fixture.BackUpAsync("ORG");
        var (plan, _) = await fixture.PlanAsync(snapshot, "Organisation", "ORG");
        await fixture.Sites.LimitObjectsAsync(50);
        var run = await fixture.StartApplyAsync(plan);
        var shutdowns = 0;
        while ((await fixture.RunAsync(run)).State is RunState.Queued or RunState.Running)
            await fixture.DrainUntilCallAsync(plan.DestinationId, 60 + 60 * shutdowns++);

        shutdowns.ShouldBeGreaterThan(2);
        var ended = await fixture.RunAsync(run);
        ended.State.ShouldBe(RunState.Partial);
        var refused = (await fixture.LogAsync(run)).Count(line => line.Contains("was not created"));
        refused.ShouldBeGreaterThan(50);
        ended.ErrorMessage.ShouldNotBeNull().ShouldStartWith($"{refused} things");
    }
}
