using System.Text.Json;
using AssetsBackup.Atlassian.Assets;
using AssetsBackup.Features.Plans;
using AssetsBackup.Features.Runs;

namespace AssetsBackup.Tests.Plans;

/// <summary>A backup that lost some of its objects is restored without them, and the restore says so.</summary>
public sealed class DamagedBackupTests
{
    [Fact]
    public async Task What_is_left_of_a_backup_is_restored_and_the_lost_objects_are_named()
    {
        await using var fixture = await RestoreFixture.StartAsync();
        await fixture.BackUpAsync("ORG");
        var before = fixture.Packs();
        await fixture.Sites.MutateAsync();
        var snapshot = await fixture.BackUpAsync("ORG");
        Damage(fixture.Packs().Except(before).First());

        var (plan, planned) = await fixture.PlanAsync(snapshot, "Organisation", "ORG");
        planned.State.ShouldBe(RunState.Succeeded, planned.ErrorMessage);
        var restored = await fixture.ApplyAsync(plan);

        var objects = SummaryOf(plan).Counts.Single(count => count.Kind == PlanKinds.Object);
        objects.Skip.ShouldBeGreaterThan(0);
        SummaryOf(plan)
            .Warnings.ShouldContain(line =>
                line.StartsWith($"{objects.Skip} objects (ORG-") && line.Contains("damaged")
            );
        (restored.State, restored.ErrorCode).ShouldBe((RunState.Partial, "restored-with-gaps"));
        (await fixture.LogAsync(restored.Id)).ShouldContain(line =>
            line.StartsWith($"{objects.Skip} objects (ORG-") && line.Contains("damaged")
        );
        (await CountAsync(fixture)).ShouldBe(objects.Create);
    }

    [Fact]
    public async Task What_is_lost_after_the_plan_was_made_is_left_out_too()
    {
        await using var fixture = await RestoreFixture.StartAsync();
        await fixture.BackUpAsync("ORG");
        var before = fixture.Packs();
        await fixture.Sites.MutateAsync();
        var snapshot = await fixture.BackUpAsync("ORG");
        var damaged = fixture.Packs().Except(before).First();
        var (plan, _) = await fixture.PlanAsync(snapshot, "Organisation", "ORG");
        Damage(damaged);

        var restored = await fixture.ApplyAsync(plan);

        restored.State.ShouldBe(RunState.Partial, restored.ErrorMessage);
        var lost = (await fixture.LogAsync(restored.Id)).Count(line =>
            line.EndsWith(SinceThePlan, StringComparison.Ordinal)
        );
        lost.ShouldBeGreaterThan(0);
        var objects = SummaryOf(plan).Counts.Single(count => count.Kind == PlanKinds.Object);
        (await CountAsync(fixture)).ShouldBe(objects.Create - lost);
    }

    private const string SinceThePlan =
        "was not created: The backup is damaged there since the plan was made.";

    private static PlanSummary SummaryOf(Plan plan) =>
        JsonSerializer.Deserialize<PlanSummary>(plan.Summary!, PlanSummary.Json)!;

    private static async Task<long> CountAsync(RestoreFixture fixture)
    {
        var (schema, _) = (await fixture.Sites.SchemasAsync(TwoSites.Destination))["ORG"];
        var count = await fixture
            .AssetsOf(TwoSites.Destination)
            .CountObjectsAsync(
                new AqlQuery($"objectSchemaId = {schema}"),
                TestContext.Current.CancellationToken
            );
        return count.Total;
    }

    private static void Damage(string pack)
    {
        var bytes = File.ReadAllBytes(pack);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(pack, bytes);
    }
}
