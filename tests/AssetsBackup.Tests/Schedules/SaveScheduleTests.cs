using AssetsBackup.Features.Audit;
using AssetsBackup.Features.Changes;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Schedules;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Hosting.Problems;
using AssetsBackup.Tests.Capture;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Tests.Schedules;

/// <summary>Product F1, F1a, F2, F4: what is saved, shown, refused, and begun at once.</summary>
public sealed class SaveScheduleTests
{
    private const string World = "n:20";

    [Fact]
    public async Task It_is_shown_with_its_schema_and_when_it_is_due_next()
    {
        await using var host = await CaptureHost.StartSetUpAsync(World);
        (await host.SendAsync(new ListSchemas())).Items.Single().Schedule.ShouldBeNull();
        var cursor = (await host.SendAsync(new GetChanges(null))).Cursor;

        var saved = await host.ScheduleAsync(ScheduleHost.Custom("30  2 * * mon-FRI"));

        var shown = (await host.SendAsync(new GetChanges(cursor))).Schemas.Single().Schedule;
        shown.ShouldBe(saved.Schedule);
        (shown!.IsEnabled, shown.Kind, shown.Cron, shown.TimeZone).ShouldBe(
            (true, ScheduleKind.Custom, "30 2 * * mon-FRI", ScheduleHost.Berlin)
        );
        var berlin = TimeZoneInfo.ConvertTime(
            shown.NextAt.ShouldNotBeNull(),
            TimeZoneInfo.FindSystemTimeZoneById(ScheduleHost.Berlin)
        );
        berlin.TimeOfDay.ShouldBe(new TimeSpan(2, 30, 0));
        shown.NextAt!.Value.ShouldBeGreaterThan(host.Clock.GetUtcNow());
    }

    [Fact]
    public async Task Each_save_of_one_that_is_on_begins_a_backup_unless_one_is_under_way()
    {
        await using var host = await CaptureHost.StartSetUpAsync(World);

        var first = await host.ScheduleAsync(ScheduleHost.Custom("0 3 * * *"));
        var during = await host.ScheduleAsync(ScheduleHost.Custom("0 4 * * *"));
        (await host.DrainAsync(first.RunId.ShouldNotBeNull())).State.ShouldBe(RunState.Succeeded);
        var after = await host.ScheduleAsync(ScheduleHost.Custom("0 4 * * *"));
        await host.SendAsync(new StopRun(after.RunId.ShouldNotBeNull()));
        var off = await host.ScheduleAsync(ScheduleHost.Custom("0 4 * * *"), isEnabled: false);

        during.RunId.ShouldBeNull();
        off.RunId.ShouldBeNull();
        off.Schedule.NextAt.ShouldBeNull();
        (await host.SnapshotAsync(first.RunId!.Value)).Trigger.ShouldBe(SnapshotTrigger.Scheduled);
        (await host.PastAsync()).ShouldBeEmpty("what begins at once is no day's backup");
    }

    [Fact]
    public async Task Each_change_is_in_the_audit_log_with_what_was_before()
    {
        await using var host = await CaptureHost.StartSetUpAsync(World);

        await host.ScheduleAsync(ScheduleHost.Custom("0 3 * * *"));
        await host.ScheduleAsync(ScheduleHost.Custom("0 4 * * *"));
        await host.ScheduleAsync(ScheduleHost.Custom("0 4 * * *"), isEnabled: false);

        var told = (await host.SendAsync(new ListAuditLog(new(null, null, null, null), null)))
            .Items.Where(row =>
                row.Action.ToString().StartsWith("Schedule", StringComparison.Ordinal)
            )
            .Reverse()
            .ToList();
        told.Select(row => row.Action)
            .ShouldBe([
                AuditAction.ScheduleEnabled,
                AuditAction.ScheduleChanged,
                AuditAction.ScheduleDisabled,
            ]);
        told[0]
            .Values.ShouldContain(
                new AuditValue("Time", null, $"0 3 * * * ({ScheduleHost.Berlin})")
            );
        told[1]
            .Values.ShouldBe([
                new AuditValue(
                    "Time",
                    $"0 3 * * * ({ScheduleHost.Berlin})",
                    $"0 4 * * * ({ScheduleHost.Berlin})"
                ),
            ]);
        told[2].Values.ShouldBeEmpty();
    }

    [Fact]
    public async Task Attachments_that_it_leaves_out_are_left_out_of_its_backups()
    {
        await using var host = await CaptureHost.StartSetUpAsync(World);

        var saved = await host.SendAsync(
            new SaveSchedule(
                await host.OnlySchemaAsync(),
                IsEnabled: true,
                ScheduleHost.Recommended,
                Attachments: false
            )
        );

        saved.Schedule.Attachments.ShouldBeFalse();
        var run = await host.ReadAsync(database =>
            database.Runs.SingleAsync(row => row.Id == saved.RunId)
        );
        run.ArgumentsAs<BackupArguments>().Attachments.ShouldBeFalse();
        (await host.ScheduleRowAsync()).BackupArguments().Attachments.ShouldBeFalse();
    }

    [Theory]
    [InlineData("", "Cron expression is required")]
    [InlineData(null, "Cron expression is required")]
    [InlineData("* * * * *", "The minimum allowed frequency of backup is once per day")]
    [InlineData("0 */12 * * *", "The minimum allowed frequency of backup is once per day")]
    [InlineData("0 24 * * *", "Cron expression is not valid: field 2, the hour")]
    [InlineData("60 1 * * *", "Cron expression is not valid: field 1, the minute")]
    [InlineData("@daily", "Cron expression is not valid: it has five fields")]
    [InlineData("0 0 1 * * *", "Cron expression is not valid: it has five fields")]
    [InlineData("0 0 L * *", "Cron expression is not valid: field 3, the day of the month")]
    [InlineData("0 0 31 2 *", "No date of the next eight years fits this cron expression")]
    public async Task A_cron_text_that_is_not_taken_is_named_at_its_field_and_changes_nothing(
        string? cron,
        string told
    )
    {
        await using var host = await CaptureHost.StartSetUpAsync(World);
        var before = await host.SettleAsync(ScheduleHost.Custom("0 3 * * *"));

        foreach (var isEnabled in new[] { true, false })
        {
            var refused = await Should.ThrowAsync<ValidationException>(() =>
                host.ScheduleAsync(ScheduleHost.Custom(cron), isEnabled)
            );
            var failure = refused.Errors.ShouldHaveSingleItem();
            failure.PropertyName.ShouldBe("Cron");
            failure.ErrorMessage.ShouldStartWith(told);
        }
        var previewed = await Should.ThrowAsync<ValidationException>(async () =>
            await host.SendAsync(
                new PreviewSchedule(await host.OnlySchemaAsync(), ScheduleHost.Custom(cron))
            )
        );
        previewed.Errors.Single().ErrorMessage.ShouldStartWith(told);
        (await host.ScheduleRowAsync()).ShouldBeEquivalentTo(before);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Mars/Olympus")]
    [InlineData(null)]
    public async Task A_time_zone_that_does_not_exist_is_named_beside_what_else_is_wrong(
        string? zone
    )
    {
        await using var host = await CaptureHost.StartSetUpAsync(World);

        var refused = await Should.ThrowAsync<ValidationException>(() =>
            host.ScheduleAsync(ScheduleHost.Custom("x", zone!))
        );

        refused
            .Errors.Select(failure => failure.PropertyName)
            .ShouldBe(["TimeZone", "Cron"], ignoreOrder: true);
        (await host.ReadAsync(database => database.Schedules.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task A_schema_that_is_not_active_keeps_its_schedule_paused_and_may_only_switch_it_off()
    {
        await using var host = await CaptureHost.StartSetUpAsync(World);
        await host.SettleAsync(ScheduleHost.Custom("0 3 * * *"));
        await host.ChangeAsync(database =>
            database
                .Schemas.Single()
                .Learn(SchemaFinding.Unreadable("The account may not see it."), default)
        );

        var shown = (await host.SendAsync(new ListSchemas())).Items.Single().Schedule!;
        var refused = await Should.ThrowAsync<ProblemException>(() =>
            host.ScheduleAsync(ScheduleHost.Custom("0 4 * * *"))
        );
        var off = await host.ScheduleAsync(ScheduleHost.Custom("0 3 * * *"), isEnabled: false);

        (shown.IsEnabled, shown.NextAt).ShouldBe((true, null));
        shown.PausedBecause.ShouldBe("Paused: Sync error. The account may not see it.");
        refused.Problem.Code.ShouldBe("schema-not-active");
        off.Schedule.IsEnabled.ShouldBeFalse();
    }

    [Fact]
    public async Task Another_customer_neither_sees_nor_changes_it()
    {
        await using var host = await CaptureHost.StartSetUpAsync(World);
        var before = await host.SettleAsync(ScheduleHost.Custom("0 3 * * *"));
        var schema = await host.OnlySchemaAsync();
        var other = Guid.Parse("22222222-0000-0000-0000-000000000002");

        var refused = await Should.ThrowAsync<ProblemException>(() =>
            host.SendAsync(
                new SaveSchedule(schema, IsEnabled: false, ScheduleHost.Recommended),
                tenant: other
            )
        );
        var all = await host.SendAsync(new ScheduleAll(ScheduleHost.Berlin), tenant: other);

        refused.Problem.Code.ShouldBe("schema-not-found");
        all.Schemas.ShouldBe(0);
        (await host.ScheduleRowAsync()).ShouldBeEquivalentTo(before);
    }

    [Fact]
    public async Task A_preview_shows_the_next_five_times_and_saves_nothing()
    {
        await using var host = await CaptureHost.StartSetUpAsync(World);

        var preview = await host.SendAsync(
            new PreviewSchedule(await host.OnlySchemaAsync(), ScheduleHost.Custom("0 0 29 2 *"))
        );

        preview.Cron.ShouldBe("0 0 29 2 *");
        preview
            .Next.Select(at => at.UtcDateTime)
            .Take(2)
            .ShouldBe([new DateTime(2028, 2, 28, 23, 0, 0), new DateTime(2032, 2, 28, 23, 0, 0)]);
        preview.Next.Count.ShouldBe(5);
        (await host.ReadAsync(database => database.Schedules.CountAsync())).ShouldBe(0);
    }
}
