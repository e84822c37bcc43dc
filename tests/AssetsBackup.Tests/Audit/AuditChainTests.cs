using AssetsBackup.Doors;
using AssetsBackup.Features.Audit;
using AssetsBackup.Features.Vaults;
using AssetsBackup.Hosting;
using AssetsBackup.Vault;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AssetsBackup.Tests.Audit;

/// <summary>What the chain holds, whoever writes to it at once.</summary>
public sealed class AuditChainTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_log_that_nobody_touched_is_intact_and_an_empty_one_too()
    {
        await using var fixture = await AuditFixture.StartAsync();
        (await fixture.VerifyAsync()).ShouldBe(new AuditVerdict(0, null, null, null, null));

        await fixture.WriteAsync(3);

        var verdict = await fixture.VerifyAsync();
        (verdict.Fitting, verdict.Finding).ShouldBe((3, null));
        await using var database = fixture.Database();
        var last = await database.AuditLog.SingleAsync(
            row => row.TenantId == AuditFixture.Tenant && row.Seq == 3,
            Stop
        );
        verdict.Head.ShouldBe(Convert.ToHexStringLower(last.Mac));
    }

    [Fact]
    public async Task Twenty_writers_at_once_leave_no_gap_and_an_unbroken_chain()
    {
        await using var fixture = await AuditFixture.StartAsync();

        await Task.WhenAll(
            Enumerable
                .Range(1, 20)
                .Select(line =>
                    Task.Run(() => fixture.WriteLineAsync(line, by: $"account-{line % 5}"), Stop)
                )
        );

        var lines = (await fixture.SendAsync(All)).Items;
        lines
            .Select(line => line.Number)
            .ShouldBe(Enumerable.Range(1, 20).Reverse().Select(i => (long)i));
        lines.Select(line => line.Actor).Distinct().Count().ShouldBe(5);
        (await fixture.VerifyAsync()).Fitting.ShouldBe(20);
        (await fixture.SendAsync(All, AuditFixture.Other)).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_rolled_back_leaves_no_line_and_no_gap()
    {
        await using var fixture = await AuditFixture.StartAsync();
        await fixture.WriteAsync(2);
        await using (var database = fixture.Database())
        {
            await using var transaction = await database.Database.BeginTransactionAsync(Stop);
            database.Audit(
                new AuditNote(
                    AuditFixture.Tenant,
                    Caller.Operator,
                    AuditAction.PruneStarted,
                    AuditSubject.Storage,
                    []
                )
            );
            await database.SaveChangesAsync(Stop);
            await transaction.RollbackAsync(Stop);
        }
        await fixture.WriteLineAsync(3);

        (await fixture.VerifyAsync()).Fitting.ShouldBe(3);
        (await fixture.SendAsync(new ListAuditUsers())).Items.ShouldBe(["account-1", "account-0"]);
    }

    [Fact]
    public async Task Without_the_customers_key_nothing_is_done_that_could_not_be_told()
    {
        await using var fixture = await AuditFixture.StartAsync();
        await fixture
            .Services.GetRequiredService<KeyStore>()
            .DestroyAsync(AuditFixture.Tenant, Stop);

        await Should.ThrowAsync<KeyEntryNotFoundException>(() => fixture.WriteAsync(1));

        await using var database = fixture.Database();
        (await database.AuditLog.CountAsync(Stop)).ShouldBe(0);
    }

    [Fact]
    public async Task A_new_operator_key_leaves_the_chain_as_it_is()
    {
        await using var fixture = await AuditFixture.StartAsync();
        await fixture.WriteAsync(2);
        var next = OperatorKey.Create();
        await fixture
            .Services.GetRequiredService<KeyStore>()
            .RewrapAsync(AuditFixture.Tenant, next, Stop);
        var rotated = new KeyStore(fixture.Services.GetRequiredService<DataPaths>().KeyStore, next);
        await using var database = fixture.Database();
        var vaults = fixture.Services.GetRequiredService<TenantVaults>();

        var verdict = await new AuditVerification(database, rotated, vaults).RunAsync(
            AuditFixture.Tenant,
            Stop
        );

        (verdict.Fitting, verdict.IsIntact).ShouldBe((2, true));
    }

    private static ListAuditLog All => new(new AuditFilter(null, null, null, null), null);
}
