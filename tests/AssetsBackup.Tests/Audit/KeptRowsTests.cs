using AssetsBackup.Features.Audit;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Vaults;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Tests.Capture;
using AssetsBackup.Vault;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AssetsBackup.Tests.Audit;

/// <summary>Each backup keeps the last row of the audit log: whoever has the key and writes the log anew is found by it.</summary>
public sealed class KeptRowsTests
{
    private static CancellationToken Never => CancellationToken.None;

    [Fact]
    public async Task A_log_that_nobody_touched_is_held_against_the_backups()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:20");
        await host.BackUpAsync("CNT");
        host.Clock.MoveAhead(TimeSpan.FromHours(1));
        await host.BackUpAsync("CNT");

        var verdict = await host.SendAsync(new VerifyAuditLog());

        (verdict.Finding, verdict.Backups, verdict.OlderBackups, verdict.NotCompared).ShouldBe(
            (null, 2, 0, null)
        );
    }

    [Fact]
    public async Task A_log_that_was_written_anew_is_found_at_the_row_that_a_backup_keeps()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:20");
        await host.BackUpAsync("CNT");
        var kept = await KeptAsync(host);
        await ForgeAsync(
            host,
            database =>
                database
                    .AuditLog.Where(row => row.Seq == 1)
                    .ExecuteUpdateAsync(
                        set => set.SetProperty(row => row.Subject, "Another"),
                        Never
                    )
        );

        var verdict = await host.SendAsync(new VerifyAuditLog());

        verdict.Number.ShouldBe(kept);
        verdict.Finding.ShouldNotBeNull().ShouldContain("keeps: the log was written anew");
        var nightly = await host.DrainAsync(
            (await host.SendAsync(new StartVaultVerify(ReadData: true, Slice: 1))).RunId
        );
        (nightly.State, nightly.ErrorCode).ShouldBe((RunState.Failed, "audit-log-tampered"));
        (await host.LogAsync(nightly)).ShouldContain($"Audit log: {verdict.Finding}");
    }

    [Fact]
    public async Task A_log_that_was_cut_off_is_missed_the_row_that_a_backup_keeps()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:20");
        await host.BackUpAsync("CNT");
        var kept = await KeptAsync(host);
        await ForgeAsync(
            host,
            database => database.AuditLog.Where(row => row.Seq >= kept).ExecuteDeleteAsync(Never)
        );

        var verdict = await host.SendAsync(new VerifyAuditLog());

        verdict.Number.ShouldBe(kept);
        verdict.Finding.ShouldNotBeNull().ShouldContain($"keeps row {kept}");
    }

    [Fact]
    public async Task Backups_of_an_app_database_that_was_lost_say_nothing_against_the_new_log()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:20");
        await host.BackUpAsync("CNT");
        host.Clock.MoveAhead(TimeSpan.FromHours(1));
        await ForgeAsync(host, database => database.AuditLog.ExecuteDeleteAsync(Never));
        await host.SyncAsync();

        var verdict = await host.SendAsync(new VerifyAuditLog());

        (verdict.Finding, verdict.Backups, verdict.OlderBackups).ShouldBe((null, 0, 1));
    }

    [Fact]
    public async Task Where_the_backups_cannot_be_read_the_verdict_says_so()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:20");
        await host.BackUpAsync("CNT");
        await host.ChangeAsync(database =>
            database.Connections.Single(row => row.DeletedAt == null).StoragePlaceId = null
        );

        var verdict = await host.SendAsync(new VerifyAuditLog());

        (verdict.Finding, verdict.Backups).ShouldBe((null, 0));
        verdict.NotCompared.ShouldNotBeNull();
    }

    private static Task<long> KeptAsync(CaptureHost host) =>
        host.WithAsync<TenantVaults, long>(async vaults =>
            (await AnchoredBackups.ReadAsync(vaults, host.Tenant, areExpected: true, Never))
                .Items.ShouldHaveSingleItem()
                .Anchor.Seq
        );

    /// <summary>Changes the log as one who has the key: chain and head fit again.</summary>
    private static async Task ForgeAsync(CaptureHost host, Func<AppDatabase, Task> change)
    {
        using var seals = await AuditSeals.OpenAsync(
            host.Services.GetRequiredService<KeyStore>(),
            host.Tenant,
            Never
        );
        await using var database = host.Database();
        await change(database);
        var (seq, mac) = (0L, Array.Empty<byte>());
        foreach (var row in await database.AuditLog.OrderBy(row => row.Seq).ToListAsync(Never))
            (seq, row.Mac) = (row.Seq, mac = seals.Of(row, mac));
        await database.SaveChangesAsync(Never);
        await database.AuditHeads.ExecuteDeleteAsync(Never);
        if (seq == 0)
            return;
        database.AuditHeads.Add(
            new AuditHead
            {
                TenantId = host.Tenant,
                Seq = seq,
                Mac = mac,
                Seal = seals.OfHead(seq, mac),
            }
        );
        await database.SaveChangesAsync(Never);
    }
}
