using System.Net;
using AssetsBackup.Features.Plans;
using AssetsBackup.Features.Runs;
using AssetsBackup.Hosting.Problems;
using FluentValidation.TestHelper;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Tests.Plans;

public sealed class PlanTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_plan_counts_what_it_would_do_and_lists_it_page_by_page()
    {
        await using var fixture = await RestoreFixture.StartAsync();
        var snapshot = await fixture.BackUpAsync("ORG");
        var (plan, run) = await fixture.PlanAsync(snapshot, "Organisation", "ORG");

        run.State.ShouldBe(RunState.Succeeded, run.ErrorMessage);
        var counts = PlanView.Of(plan, "", "").Summary.ShouldNotBeNull().Counts;
        counts.Single(count => count.Kind == "schema").Create.ShouldBe(1);
        var objects = counts.Single(count => count.Kind == "object").Create;
        objects.ShouldBeGreaterThan(100);
        var listed = await fixture.ListActionsAsync(plan.Id, "object");
        listed.Count.ShouldBe(objects);
        listed.Select(action => action.SourceId).ShouldBeUnique();
        var all = await fixture.ListActionsAsync(plan.Id, null);
        all.Count.ShouldBe(counts.Sum(count => count.Create + count.Use + count.Skip));
        all.Select(action => action.Kind).Distinct().ShouldBe(counts.Select(count => count.Kind));
        foreach (var kind in counts.Select(count => count.Kind))
            (await fixture.ListActionsAsync(plan.Id, kind)).ShouldBe(
                all.Where(action => action.Kind == kind)
            );
        (await fixture.ListActionsAsync(plan.Id, "colour")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("nonsense", null)]
    [InlineData("01-schema|999", null)]
    [InlineData("", "object")]
    public async Task A_cursor_that_no_page_of_the_plan_gave_is_refused(string cursor, string? kind)
    {
        await using var fixture = await RestoreFixture.StartAsync();
        var (plan, _) = await fixture.PlanAsync(
            await fixture.BackUpAsync("ORG"),
            "Organisation",
            "ORG"
        );

        var refused = await Should.ThrowAsync<ProblemException>(() =>
            fixture.SendAsync(new ListPlanActions(plan.Id, kind, cursor))
        );

        refused.Problem.Code.ShouldBe("plan-cursor-unknown");
    }

    [Fact]
    public async Task An_icon_without_an_image_at_the_destination_is_created_and_fails_nothing()
    {
        await using var fixture = await RestoreFixture.StartAsync();
        var snapshot = await fixture.BackUpAsync("ORG");
        fixture.Hook.Answer = request =>
            request.RequestUri!.AbsolutePath.EndsWith("/icon.png", StringComparison.Ordinal)
                ? HttpStatusCode.NotFound
                : null;

        var (plan, run) = await fixture.PlanAsync(snapshot, "Organisation", "ORG");

        run.State.ShouldBe(RunState.Succeeded, run.ErrorMessage);
        var icons = PlanView
            .Of(plan, "", "")
            .Summary.ShouldNotBeNull()
            .Counts.Single(count => count.Kind == "icon");
        icons.Create.ShouldBeGreaterThan(0);
        icons.Use.ShouldBe(0);
    }

    [Fact]
    public async Task A_restore_beside_the_original_leaves_it_alone_and_syncs_the_schemas()
    {
        await using var fixture = await RestoreFixture.StartAsync();
        var snapshot = await fixture.BackUpAsync("ORG");
        foreach (var key in (string[])["ORG2", "ORG3"])
        {
            var (plan, _) = await fixture.PlanAsync(snapshot, $"Copy {key}", key, toSource: true);
            var run = await fixture.ApplyAsync(plan);
            run.State.ShouldBe(
                RunState.Succeeded,
                string.Join('\n', await fixture.LogAsync(run.Id))
            );
            (await fixture.PlanAsync(plan.Id)).State.ShouldBe(PlanState.Applied);
        }
        (await fixture.Sites.SchemasAsync("acme")).Keys.ShouldBe(
            ["ITA", "ORG", "ORG2", "ORG3"],
            ignoreOrder: true
        );
        await using var database = await fixture.DatabaseAsync();
        (await database.Runs.CountAsync(run => run.Kind == RunKind.Sync, Stop)).ShouldBe(2);
    }

    [Fact]
    public async Task A_plan_is_applied_once()
    {
        await using var fixture = await RestoreFixture.StartAsync();
        var snapshot = await fixture.BackUpAsync("ORG");
        var (plan, making) = await fixture.PlanAsync(snapshot, "Organisation", "ORG");
        making.State.ShouldBe(RunState.Succeeded, making.ErrorMessage);
        await fixture.StartApplyAsync(plan);

        var again = await Should.ThrowAsync<ProblemException>(() => fixture.StartApplyAsync(plan));

        again.Problem.Code.ShouldBe("plan-applied");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_plan_to_a_target_that_was_deleted_is_refused_by_that_name(bool isQueued)
    {
        await using var fixture = await RestoreFixture.StartAsync();
        var snapshot = await fixture.BackUpAsync("ORG");
        var (plan, _) = await fixture.PlanAsync(snapshot, "Organisation", "ORG");
        var queued = isQueued ? await fixture.StartApplyAsync(plan) : (Guid?)null;
        await using (var database = await fixture.DatabaseAsync())
            await database
                .Connections.Where(row => row.Id == plan.DestinationId)
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(row => row.DeletedAt, DateTimeOffset.UnixEpoch)
                            .SetProperty(row => row.ApiToken, Array.Empty<byte>()),
                    Stop
                );

        if (queued is { } run)
        {
            await fixture.DrainAsync(plan.DestinationId);
            (await fixture.RunAsync(run)).ErrorCode.ShouldBe("destination-not-found");
            return;
        }
        var refused = await Should.ThrowAsync<ProblemException>(() =>
            fixture.StartApplyAsync(plan)
        );
        refused.Problem.Code.ShouldBe("destination-not-found");
        (await fixture.PlanAsync(plan.Id)).State.ShouldBe(PlanState.Ready);
    }

    [Fact]
    public async Task A_plan_whose_destination_has_another_workspace_now_is_outdated_and_writes_nothing()
    {
        await using var fixture = await RestoreFixture.StartAsync();
        var snapshot = await fixture.BackUpAsync("ORG");
        var (plan, _) = await fixture.PlanAsync(snapshot, "Elsewhere", "ELSE");
        await using (var database = await fixture.DatabaseAsync())
            await database
                .Connections.Where(row => row.Id == plan.DestinationId)
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(
                            row => row.WorkspaceId,
                            fixture.Sites.CredentialsOf(TwoSites.Source).WorkspaceId
                        ),
                    Stop
                );

        var run = await fixture.ApplyAsync(plan);

        run.ErrorCode.ShouldBe("plan-outdated");
        (await fixture.Sites.SchemasAsync(TwoSites.Source)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_restore_that_is_cut_off_at_its_end_counts_as_applied_and_syncs_once()
    {
        await using var fixture = await RestoreFixture.StartAsync();
        var snapshot = await fixture.BackUpAsync("ORG");
        var (plan, _) = await fixture.PlanAsync(snapshot, "Copy", "ORG2", toSource: true);
        var run = await fixture.StartApplyAsync(plan);
        await using var database = await fixture.DatabaseAsync();
        await database.Database.ExecuteSqlRawAsync(
            """
            CREATE TRIGGER "CutOff" BEFORE UPDATE OF "FinishedAt" ON "Runs"
            WHEN NEW."Kind" = 'Restore' BEGIN SELECT RAISE(ABORT, 'cut off'); END
            """,
            Stop
        );
        await Should.ThrowAsync<DbUpdateException>(() => fixture.DrainAsync(plan.DestinationId));
        (await fixture.PlanAsync(plan.Id)).State.ShouldBe(PlanState.Applying);
        await database.Database.ExecuteSqlRawAsync("DROP TRIGGER \"CutOff\"", Stop);

        await fixture.DrainAsync(plan.DestinationId);

        (await fixture.RunAsync(run)).State.ShouldBe(RunState.Succeeded);
        (await fixture.PlanAsync(plan.Id)).State.ShouldBe(PlanState.Applied);
        (await database.Runs.CountAsync(row => row.Kind == RunKind.Sync, Stop)).ShouldBe(1);
    }

    [Fact]
    public async Task A_plan_whose_name_was_taken_meanwhile_is_outdated_and_writes_nothing()
    {
        await using var fixture = await RestoreFixture.StartAsync();
        var snapshot = await fixture.BackUpAsync("ORG");
        var (first, _) = await fixture.PlanAsync(snapshot, "Organisation", "ORG");
        var (second, _) = await fixture.PlanAsync(snapshot, "Organisation", "ORG");
        await fixture.ApplyAsync(first);

        var run = await fixture.ApplyAsync(second);

        run.ErrorCode.ShouldBe("plan-outdated");
        (await fixture.Sites.SchemasAsync("globex")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Schemas_that_refer_into_one_that_is_not_there_say_so_before_anything_is_written()
    {
        await using var fixture = await RestoreFixture.StartAsync();
        var snapshot = await fixture.BackUpAsync("ITA");

        var (plan, _) = await fixture.PlanAsync(snapshot, "IT assets", "ITA");

        var summary = PlanView.Of(plan, "", "").Summary.ShouldNotBeNull();
        var skipped = (await fixture.ListActionsAsync(plan.Id, "attribute"))
            .Where(action => action.Action == "skip")
            .ToList();
        skipped.ShouldNotBeEmpty();
        foreach (var attribute in skipped)
            summary
                .Warnings.Where(warning => warning.Contains($"'{attribute.Name}'"))
                .ShouldHaveSingleItem()
                .ShouldMatch(
                    "is left out with its [0-9,]+ values: .*Restore that schema first. Its key is ORG\\.$"
                );
        summary.Warnings.ShouldBeUnique();
    }

    [Fact]
    public async Task Texts_that_end_with_half_an_emoji_are_restored_as_far_as_text_can_be()
    {
        await using var fixture = await RestoreFixture.StartAsync();
        await fixture.Sites.SwitchAsync(TwoSites.Source, new { loneSurrogates = true });
        var snapshot = await fixture.BackUpAsync("ORG");
        var (plan, making) = await fixture.PlanAsync(snapshot, "Organisation", "ORG");
        making.State.ShouldBe(RunState.Succeeded, making.ErrorMessage);

        var restore = await fixture.ApplyAsync(plan);

        restore.State.ShouldBe(
            RunState.Succeeded,
            string.Join('\n', await fixture.LogAsync(restore.Id))
        );
    }

    [Fact]
    public async Task A_restore_is_a_run_of_the_schema_that_its_backup_was_made_of()
    {
        await using var fixture = await RestoreFixture.StartAsync();
        var snapshot = await fixture.BackUpAsync("ORG");
        var (plan, making) = await fixture.PlanAsync(snapshot, "Organisation", "ORG");

        var restore = await fixture.ApplyAsync(plan);

        restore.SchemaId.ShouldNotBeNull();
        restore.SchemaId.ShouldBe(making.SchemaId);
        restore.Result.ShouldNotBeNull().ShouldNotContain(" 0 ");
        restore.Result.ShouldMatch("created, in [0-9]+ seconds?\\.$");
    }

    [Fact]
    public async Task An_object_that_the_destination_refuses_is_named_and_the_rest_is_restored()
    {
        await using var fixture = await RestoreFixture.StartAsync();
        var snapshot = await fixture.BackUpAsync("ORG");
        var (plan, _) = await fixture.PlanAsync(snapshot, "Organisation", "ORG");
        await fixture.Sites.LimitObjectsAsync(50);

        var run = await fixture.ApplyAsync(plan);

        run.State.ShouldBe(RunState.Partial);
        run.ErrorCode.ShouldBe("restored-with-gaps");
        run.Result.ShouldNotBeNull().ShouldStartWith("50 objects");
        (await fixture.LogAsync(run.Id)).ShouldContain(line => line.Contains("was not created"));
    }

    [Theory]
    [InlineData("", "KEY", "SchemaName")]
    [InlineData("a:b", "KEY", "SchemaName")]
    [InlineData("Name", "key", "SchemaKey")]
    [InlineData("Name", "K", "SchemaKey")]
    [InlineData("Name", "1KEY", "SchemaKey")]
    [InlineData("Name", "ELEVENCHARS", "SchemaKey")]
    public void A_name_or_key_that_assets_would_refuse_is_refused_at_its_field(
        string name,
        string key,
        string field
    ) =>
        new MakePlanValidator()
            .TestValidate(new MakePlan(Guid.Empty, null, name, key))
            .ShouldHaveValidationErrorFor(field);
}
