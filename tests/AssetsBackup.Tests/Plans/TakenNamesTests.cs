using AssetsBackup.Features.Plans;
using AssetsBackup.Features.Runs;
using AssetsBackup.Hosting.Problems;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Tests.Plans;

/// <summary>A name or key that the destination has already: another is proposed.</summary>
public sealed class TakenNamesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("organisation", "FREE", "name-taken", "schemaName", "'organisation 2' is free")]
    [InlineData("Free", "ORG", "key-taken", "schemaKey", "ORG2 is free")]
    public async Task Is_told_at_its_field_before_anything_is_begun(
        string name,
        string key,
        string code,
        string field,
        string proposal
    )
    {
        await using var fixture = await RestoreFixture.StartAsync();
        var snapshot = await fixture.BackUpAsync("ORG");

        var refused = await Should.ThrowAsync<ProblemException>(() =>
            fixture.PlanAsync(snapshot, name, key, toSource: true)
        );

        (refused.Problem.Code, refused.Problem.Status).ShouldBe((code, 422));
        refused.Problem.Fields.ShouldNotBeNull().Keys.ShouldBe([field]);
        refused.Problem.Fields[field].ShouldContain(proposal);
        refused.Problem.Detail.ShouldContain(proposal);
        await using var database = await fixture.DatabaseAsync();
        (await database.Plans.CountAsync(Stop)).ShouldBe(0);
        (await database.Runs.CountAsync(run => run.Kind == RunKind.Plan, Stop)).ShouldBe(0);
    }

    [Fact]
    public async Task Both_are_told_at_once()
    {
        await using var fixture = await RestoreFixture.StartAsync();
        var snapshot = await fixture.BackUpAsync("ORG");

        var refused = await Should.ThrowAsync<ProblemException>(() =>
            fixture.PlanAsync(snapshot, "Organisation", "ORG", toSource: true)
        );

        refused.Problem.Fields.ShouldNotBeNull().Count.ShouldBe(2);
        refused.Problem.Detail.ShouldBe("The name 'Organisation 2' is free. The key ORG2 is free.");
    }

    [Fact]
    public async Task Where_the_destination_does_not_answer_in_time_the_plans_run_decides()
    {
        await using var fixture = await RestoreFixture.StartAsync();
        var snapshot = await fixture.BackUpAsync("ORG");
        await fixture.Sites.FaultAsync(
            TwoSites.Source,
            new
            {
                operation = "findSchemas",
                kind = "unavailable",
                retryAfterSeconds = 60,
            }
        );

        var (plan, run) = await fixture.PlanAsync(snapshot, "organisation", "FREE", toSource: true);

        (run.State, run.ErrorCode).ShouldBe((RunState.Failed, "name-taken"));
        plan.State.ShouldBe(PlanState.Failed);
        plan.Problem.ShouldNotBeNull().ShouldContain("'organisation 2' is free");
    }
}
