using AssetsBackup.Features.Audit;
using AssetsBackup.Features.Plans;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Features.Snapshots.Retention;
using AssetsBackup.Features.Vaults;
using AssetsBackup.Hosting.Problems;
using AssetsBackup.Tests.Capture;
using AssetsBackup.Vault;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AssetsBackup.Tests.Snapshots;

/// <summary>Product E11: what no rule keeps is deleted before a vault is pruned, and all else stays.</summary>
public sealed class RetentionRunTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly RetentionPolicy OneDay = new() { WithinDays = 1 };

    [Fact]
    public async Task By_default_a_backup_is_deleted_after_a_year_and_the_run_says_which()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:50");
        var old = (await host.BackUpAsync("CNT")).Id;
        host.Clock.MoveAhead(364 * Day);
        var young = (await host.BackUpAsync("CNT")).Id;
        (await PruneAsync(host)).Result.ShouldBe("Nothing to free.");
        (await IdsAsync(host)).ShouldBe([old, young], ignoreOrder: true);
        host.Clock.MoveAhead(Day);

        var run = await PruneAsync(host);

        run.Result.ShouldNotBeNull().ShouldStartWith("1 expired backup was deleted.");
        (await IdsAsync(host)).ShouldBe([young]);
        var log = await host.LogAsync(run);
        var shortId = old.ToString("N")[..8];
        log.ShouldContain(line =>
            line.StartsWith($"Backup {shortId} (CNT, ", StringComparison.Ordinal)
            && line.EndsWith(" has expired and was deleted.", StringComparison.Ordinal)
        );
        log.ShouldContain("Of CNT, 1 backup stays: 1 as the last good one.");
        (await host.EntriesAsync(young)).Count.ShouldBe(50);
    }

    [Fact]
    public async Task The_last_good_one_and_pinned_ones_and_those_in_use_stay()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:50");
        var ids = new List<Guid>();
        for (var n = 0; n < 4; n++)
        {
            ids.Add((await host.BackUpAsync("CNT")).Id);
            host.Clock.MoveAhead(2 * Day);
        }
        await host.SendAsync(new PinSnapshot(ids[0], IsPinned: true));
        await host.SendAsync(new SaveRetention(SchemaId: null, OneDay));
        // Damaged since: the one before is the last good one.
        await host.ChangeAsync(database =>
        {
            database.Snapshots.Single(row => row.Id == ids[3]).DamagedAt = host.Clock.GetUtcNow();
            database.Runs.Add(
                new Run
                {
                    Id = Guid.Parse("77777777-0000-0000-0000-000000000000"),
                    TenantId = host.Tenant,
                    ConnectionId = Guid.Parse("66666666-0000-0000-0000-000000000000"),
                    Kind = RunKind.Restore,
                    State = RunState.Paused,
                    SnapshotId = ids[1],
                    RequestedBy = "operator",
                    CreatedAt = default,
                }
            );
        });

        var run = await PruneAsync(host);

        (await IdsAsync(host)).ShouldBe([ids[0], ids[1], ids[2]], ignoreOrder: true);
        (await host.LogAsync(run)).ShouldContain(line =>
            line.Contains("stays: The backup is in use by a restore")
        );
    }

    [Fact]
    public async Task A_schema_has_rules_of_its_own_or_follows_the_default_and_what_they_would_delete_is_said_before()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:50");
        var old = (await host.BackUpAsync("CNT")).Id;
        host.Clock.MoveAhead(3 * Day);
        await host.BackUpAsync("CNT");
        var schema = (await host.SchemaAsync("CNT")).Id;

        var tried = await host.SendAsync(new GetRetention(schema, OneDay));
        await host.SendAsync(new SaveRetention(SchemaId: null, OneDay));
        var byDefault = await host.SendAsync(new GetRetention(schema));
        await host.SendAsync(new SaveRetention(schema, new RetentionPolicy { Daily = 7 }));
        var own = await host.SendAsync(new GetRetention(schema));
        await host.SendAsync(new SaveRetention(schema, Policy: null));

        var expired = tried.Expired.ShouldHaveSingleItem();
        (expired.Id, expired.ShortId, expired.Objects).ShouldBe((old, old.ToString("N")[..8], 50));
        tried.Kept.ShouldBe([new KeptBackups(KeptBecause.Last, 1)]);
        (byDefault.IsDefault, byDefault.Policy.WithinDays, byDefault.Backups).ShouldBe(
            (true, 1, 2)
        );
        byDefault.Expired.ShouldBe(tried.Expired);
        (own.IsDefault, own.Policy.Daily, own.Expired.Count).ShouldBe((false, 7, 0));
        (await host.SendAsync(new GetRetention(schema))).Policy.ShouldBe(OneDay);
    }

    [Fact]
    public async Task A_change_is_told_in_the_audit_log_with_old_and_new_and_saving_the_same_is_not()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:50");
        var schema = (await host.SchemaAsync("CNT")).Id;
        var own = new RetentionPolicy
        {
            WithinDays = 30,
            Weekly = 8,
            Yearly = 1,
        };

        await host.SendAsync(new SaveRetention(SchemaId: null, OneDay));
        await host.SendAsync(new SaveRetention(schema, own));
        await host.SendAsync(new SaveRetention(schema, own));
        await host.SendAsync(new SaveRetention(schema, Policy: null));

        var told = (
            await host.SendAsync(
                new ListAuditLog(new(null, null, AuditAction.RetentionChanged, null), null)
            )
        ).Items;
        const string Words =
            "everything for 30 days, the newest of each of the last 8 weeks, the newest of the last year";
        const string Default = "by default: everything for 1 day";
        told.Select(line => (line.Subject, line.Values.Single().Old, line.Values.Single().New))
            .ShouldBe([
                ("Counted", Words, Default),
                ("Counted", Default, Words),
                ("Default of all schemas", "everything for 365 days", "everything for 1 day"),
            ]);
    }

    [Fact]
    public async Task One_whose_restore_plan_waits_for_review_stays_for_a_month()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:50");
        var old = (await host.BackUpAsync("CNT")).Id;
        await host.BackUpAsync("CNT");
        await host.SendAsync(new SaveRetention(SchemaId: null, OneDay));
        host.Clock.MoveAhead(10 * Day);
        await host.ChangeAsync(database =>
            database.Plans.Add(
                new Plan
                {
                    Id = Guid.Parse("55555555-0000-0000-0000-000000000000"),
                    TenantId = host.Tenant,
                    SnapshotId = old,
                    DestinationId = Guid.Parse("66666666-0000-0000-0000-000000000000"),
                    SchemaName = "Counted again",
                    SchemaKey = "CNT2",
                    State = PlanState.Ready,
                    CreatedAt = host.Clock.GetUtcNow(),
                }
            )
        );

        await PruneAsync(host);
        (await IdsAsync(host)).ShouldContain(old);

        host.Clock.MoveAhead(31 * Day);
        await PruneAsync(host);
        (await IdsAsync(host)).ShouldNotContain(old);
    }

    [Fact]
    public async Task What_lies_in_a_storage_that_was_left_keeps_no_place_here()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:50");
        var here = (await host.BackUpAsync("CNT")).Id;
        var elsewhere = (await host.BackUpAsync("CNT")).Id;
        await host.SendAsync(new SaveRetention(SchemaId: null, OneDay));
        await host.ChangeAsync(database =>
            database.Snapshots.Single(row => row.Id == elsewhere).StoragePlaceId = Guid.Parse(
                "44444444-0000-0000-0000-000000000000"
            )
        );
        host.Clock.MoveAhead(10 * Day);

        await PruneAsync(host);

        (await IdsAsync(host)).ShouldBe([here, elsewhere], ignoreOrder: true);
    }

    [Theory]
    [InlineData(0, 0, "WithinDays")]
    [InlineData(36_501, 0, "WithinDays")]
    [InlineData(1, -1, "Daily")]
    [InlineData(1, 1001, "Daily")]
    public async Task What_is_out_of_bounds_is_told_at_its_field(
        int within,
        int daily,
        string field
    )
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:50");
        var policy = new RetentionPolicy { WithinDays = within, Daily = daily };

        var refused = await Should.ThrowAsync<ValidationException>(() =>
            host.SendAsync(new SaveRetention(SchemaId: null, policy))
        );

        refused.Errors.ShouldHaveSingleItem().PropertyName.ShouldBe(field);
    }

    [Fact]
    public async Task A_stranger_neither_sees_nor_changes_a_policy()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:50");
        var schema = (await host.SchemaAsync("CNT")).Id;
        var stranger = Guid.Parse("99999999-0000-0000-0000-000000000009");
        using (
            await host
                .Services.GetRequiredService<KeyStore>()
                .CreateAsync(stranger, CancellationToken.None)
        ) { }

        (
            await Should.ThrowAsync<ProblemException>(() =>
                host.SendAsync(new SaveRetention(schema, OneDay), tenant: stranger)
            )
        ).Problem.Code.ShouldBe("schema-not-found");
        await host.SendAsync(new SaveRetention(SchemaId: null, OneDay), tenant: stranger);

        (await host.SendAsync(new GetRetention(schema))).Policy.ShouldBe(RetentionPolicy.Default);
    }

    private static async Task<Run> PruneAsync(CaptureHost host)
    {
        var run = await host.DrainAsync((await host.SendAsync(new StartPrune())).RunId);
        run.State.ShouldBe(RunState.Succeeded, run.ErrorMessage);
        return run;
    }

    private static Task<List<Guid>> IdsAsync(CaptureHost host) =>
        host.ReadAsync(database => database.Snapshots.Select(row => row.Id).ToListAsync());
}
