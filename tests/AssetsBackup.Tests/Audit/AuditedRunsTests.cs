using AssetsBackup.Features.Audit;
using AssetsBackup.Features.Plans;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Features.Vaults;
using AssetsBackup.Tests.Capture;
using AssetsBackup.Vault;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AssetsBackup.Tests.Audit;

/// <summary>Product I1: every run is told from its request to its end; a restore in both sites' logs.</summary>
public sealed class AuditedRunsTests
{
    [Fact]
    public async Task A_backup_is_told_from_its_request_to_its_end_and_what_is_done_with_it()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:50");
        var schema = await host.ReadAsync(database => database.Schemas.SingleAsync());
        var started = await host.SendAsync(new BackUpNow(schema.Id, "Before", Attachments: false));
        await host.DrainAsync(started.RunId);
        await host.SendAsync(new DescribeSnapshot(started.RunId, "After"));
        await host.DrainAsync((await host.SendAsync(new StartVerify(started.RunId))).RunId);
        await host.DrainAsync(
            (await host.SendAsync(new StartVaultVerify(ReadData: true, 3))).RunId
        );
        await host.DrainAsync((await host.SendAsync(new StartPrune())).RunId);

        var asked = await host.OnlyLineAsync(AuditAction.BackupStarted);
        (asked.Who, asked.SubjectKind, asked.SubjectId, asked.Subject, asked.RunId).ShouldBe(
            ("operator", AuditSubjectKind.Schema, schema.Id, schema.Name, started.RunId)
        );
        asked.Values.ShouldBe([
            new AuditValue("Type", null, "Manual"),
            new AuditValue("Description", null, "Before"),
            new AuditValue("Attachments", null, "without"),
        ]);
        var ended = await host.OnlyLineAsync(AuditAction.BackupEnded);
        (ended.RunId, ended.Values[0]).ShouldBe(
            (started.RunId, new AuditValue("State", null, "Succeeded"))
        );
        ended.Values[1].Name.ShouldBe("Result");
        var described = await host.OnlyLineAsync(AuditAction.SnapshotDescribed);
        (described.SubjectKind, described.SubjectId).ShouldBe(
            (AuditSubjectKind.Snapshot, started.RunId)
        );
        described.Subject.ShouldStartWith($"{schema.Name}, backup ");
        described.Values.ShouldBe([new AuditValue("Description", "Before", "After")]);
        var verified = await host.LinesAsync(AuditAction.VerifyStarted);
        verified
            .Select(line => line.SubjectKind)
            .ShouldBe([AuditSubjectKind.Storage, AuditSubjectKind.Snapshot]);
        verified[0].Values.ShouldBe([new AuditValue("What is read", null, "slice 3/30")]);
        (await host.LinesAsync(AuditAction.VerifyEnded)).Count.ShouldBe(2);
        (await host.OnlyLineAsync(AuditAction.PruneStarted)).Subject.ShouldBe("local");
        (await host.OnlyLineAsync(AuditAction.PruneEnded)).Values.ShouldContain(
            new AuditValue("State", null, "Succeeded")
        );
    }

    [Fact]
    public async Task A_stop_is_told_with_who_asked_for_it_and_the_run_ends_as_stopped()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:50");
        var run = await host.QueueBackupAsync(
            await host.ReadAsync(database => database.Schemas.Select(row => row.Key).SingleAsync())
        );

        await host.SendAsync(new StopRun(run));

        var stopped = await host.OnlyLineAsync(AuditAction.RunStopped);
        (stopped.Who, stopped.RunId, stopped.SubjectKind).ShouldBe(
            ("operator", run, AuditSubjectKind.Schema)
        );
        stopped.Values.ShouldBe([new AuditValue("Run", null, "Backup")]);
        (await host.OnlyLineAsync(AuditAction.BackupEnded))
            .Values[0]
            .ShouldBe(new AuditValue("State", null, "Stopped"));
    }

    [Fact]
    public async Task A_failed_backup_is_told_with_its_problem()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:0");
        var key = await host.ReadAsync(database =>
            database.Schemas.Select(row => row.Key).FirstAsync()
        );
        await host.DrainAsync(await host.QueueBackupAsync(key));

        var ended = await host.OnlyLineAsync(AuditAction.BackupEnded);

        ended.Values[0].ShouldBe(new AuditValue("State", null, "Failed"));
        ended.Values.ShouldContain(value => value.Name == "Problem");
    }

    [Fact]
    public async Task A_sync_is_told_once_for_each_instance_with_its_counts()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:50");

        var started = await host.OnlyLineAsync(AuditAction.SyncStarted);
        var ended = await host.OnlyLineAsync(AuditAction.SyncEnded);

        (started.SubjectKind, started.Subject, started.RunId).ShouldBe(
            (AuditSubjectKind.Connection, "acme.atlassian.net", ended.RunId)
        );
        ended.Values[0].ShouldBe(new AuditValue("State", null, "Succeeded"));
    }

    [Fact]
    public async Task A_restore_into_another_customers_site_is_told_in_both_logs()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:50");
        await host.AddOtherCustomerAsync();
        var schema = await host.ReadAsync(database => database.Schemas.SingleAsync());
        var backup = await host.BackUpAsync(schema.Key);
        var target = await host.AddGlobexAsync();
        var plan = await host.SendAsync(new MakePlan(backup.Id, target, "Copy", "COPY"));
        await host.DrainAsync(plan.RunId);
        var restore = await host.SendAsync(new ApplyPlan(plan.PlanId));
        (await host.DrainAsync(restore.RunId)).State.ShouldBe(RunState.Succeeded);

        AuditValue[] into =
        [
            new("Into", null, "https://globex.atlassian.net"),
            new("As", null, "Copy (COPY)"),
        ];
        (await host.OnlyLineAsync(AuditAction.PlanStarted)).Values.ShouldBe(into);
        (await host.OnlyLineAsync(AuditAction.PlanEnded)).RunId.ShouldBe(plan.RunId);
        var started = await host.OnlyLineAsync(AuditAction.RestoreStarted);
        (started.SubjectId, started.RunId).ShouldBe((schema.Id, restore.RunId));
        started.Values.ShouldBe(into);
        (await host.OnlyLineAsync(AuditAction.RestoreEnded))
            .Values[0]
            .ShouldBe(new AuditValue("State", null, "Succeeded"));
        var theirs = (
            await host.SendAsync(
                new ListAuditLog(new AuditFilter(null, null, null, null), null),
                tenant: AuditLines.Other
            )
        ).Items;
        theirs
            .Select(line => line.Action)
            .ShouldBe([AuditAction.RestoreEnded, AuditAction.RestoreStarted]);
        theirs.ShouldAllBe(line =>
            line.Who == "operator"
            && line.Subject == "Copy (COPY)"
            && line.SubjectId == null
            && line.RunId == null
        );
        theirs[1]
            .Values.ShouldBe([new AuditValue("Restored from", null, "https://acme.atlassian.net")]);
        theirs[0]
            .Values.ShouldBe([
                new AuditValue("Restored from", null, "https://acme.atlassian.net"),
                new AuditValue("State", null, "Succeeded"),
            ]);
        (await host.SendAsync(new VerifyAuditLog(), tenant: AuditLines.Other)).Fitting.ShouldBe(2);
    }

    [Fact]
    public async Task A_restore_that_stays_here_is_nobody_elses_to_know()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:50");
        await host.AddOtherCustomerAsync();
        var schema = await host.ReadAsync(database => database.Schemas.SingleAsync());
        var backup = await host.BackUpAsync(schema.Key);
        var plan = await host.SendAsync(new MakePlan(backup.Id, null, "Copy", "COPY"));
        await host.DrainAsync(plan.RunId);
        await host.DrainAsync((await host.SendAsync(new ApplyPlan(plan.PlanId))).RunId);

        (await host.OnlyLineAsync(AuditAction.RestoreEnded)).Values[0].New.ShouldBe("Succeeded");
        (
            await host.SendAsync(
                new ListAuditLog(new AuditFilter(null, null, null, null), null),
                tenant: AuditLines.Other
            )
        ).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_run_whose_customer_lost_its_key_ends_all_the_same()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:50");
        var run = await host.QueueBackupAsync(
            await host.ReadAsync(database => database.Schemas.Select(row => row.Key).SingleAsync())
        );
        await host
            .Services.GetRequiredService<KeyStore>()
            .DestroyAsync(host.Tenant, CancellationToken.None);

        (await host.DrainAsync(run)).State.ShouldBe(RunState.Failed);

        (await host.LinesAsync(AuditAction.BackupEnded)).ShouldBeEmpty();
    }
}
