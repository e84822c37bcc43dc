using AssetsBackup.Features;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Features.Vaults;
using AssetsBackup.Tests.Capture;
using AssetsBackup.Vault;
using Microsoft.EntityFrameworkCore;
using static AssetsBackup.Tests.Vaults.VaultRunTests;

namespace AssetsBackup.Tests.Vaults;

public sealed class PruneRunTests
{
    [Fact]
    public async Task Pruning_leaves_every_backup_readable_and_gives_up_what_no_run_will_finish()
    {
        await using var host = await BackedUpAsync();
        var backup = await host.ReadAsync(database =>
            database.Snapshots.Select(row => row.Id).SingleAsync()
        );
        var before = await host.EntriesAsync(backup);
        await LeaveUnfinishedAsync(
            host,
            RootKind.Snapshot,
            Guid.Parse("99999999-0000-0000-0000-000000000000")
        );

        var run = await host.DrainAsync((await host.SendAsync(new StartPrune())).RunId);

        run.State.ShouldBe(RunState.Succeeded, run.ErrorMessage);
        run.Result.ShouldBe("What 1 unfinished backup left is not kept any longer.");
        (await host.EntriesAsync(backup)).ShouldBe(before, ignoreOrder: true);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(1, true)]
    [InlineData(8, false)]
    public async Task A_plan_under_way_or_ended_lately_keeps_what_it_wrote(
        int? daysSinceItsEnd,
        bool isKept
    )
    {
        await using var host = await BackedUpAsync();
        var plan = Guid.Parse("88888888-0000-0000-0000-000000000000");
        await LeaveUnfinishedAsync(host, RootKind.Plan, plan);
        await host.ChangeAsync(database =>
            database.Runs.Add(
                new Run
                {
                    Id = Guid.Parse("77777777-0000-0000-0000-000000000000"),
                    TenantId = host.Tenant,
                    // To a target: it runs beside what goes on at the current connection.
                    ConnectionId = Guid.Parse("66666666-0000-0000-0000-000000000000"),
                    Kind = RunKind.Plan,
                    PlanId = plan,
                    State = daysSinceItsEnd is null ? RunState.Running : RunState.Failed,
                    FinishedAt = host.Clock.GetUtcNow() - (daysSinceItsEnd * TimeSpan.FromDays(1)),
                    RequestedBy = "operator",
                    CreatedAt = default,
                }
            )
        );

        var run = await host.DrainAsync((await host.SendAsync(new StartPrune())).RunId);

        run.Result.ShouldBe(
            isKept ? "Nothing to free." : "What 1 unfinished plan left is not kept any longer."
        );
        using var opened = await OpenAsync(host);
        (await opened.Vault.ListUnfinishedAsync(CancellationToken.None))
            .Any(root => root.Id == plan)
            .ShouldBe(isKept);
    }

    [Fact]
    public async Task Pruning_deletes_nothing_while_the_record_of_a_backup_is_missing()
    {
        await using var host = await BackedUpAsync();
        var backup = await host.ReadAsync(database =>
            database.Snapshots.Select(row => row.Id).SingleAsync()
        );
        var before = await host.EntriesAsync(backup);
        var records = Directory
            .GetDirectories(
                Path.Combine(host.DataDirectory, "vaults"),
                "snapshots",
                SearchOption.AllDirectories
            )
            .Single();
        Directory.Move(records, $"{records}-elsewhere");

        var refused = await host.DrainAsync((await host.SendAsync(new StartPrune())).RunId);

        (refused.State, refused.ErrorCode).ShouldBe((RunState.Failed, "backup-record-missing"));
        (await host.LogAsync(refused)).ShouldContain(line =>
            line.Contains($"snapshots/{backup:N}/")
        );
        Directory
            .EnumerateFiles(host.DataDirectory, "*", Everywhere)
            .ShouldNotContain(file => file.Contains("/condemned/"));
        Directory.Move($"{records}-elsewhere", records);
        var run = await host.DrainAsync((await host.SendAsync(new StartPrune())).RunId);
        run.State.ShouldBe(RunState.Succeeded, run.ErrorMessage);
        (await host.EntriesAsync(backup)).ShouldBe(before, ignoreOrder: true);
    }

    [Fact]
    public async Task Pruning_that_finds_nothing_to_do_says_just_that()
    {
        await using var host = await BackedUpAsync();

        var run = await host.DrainAsync((await host.SendAsync(new StartPrune())).RunId);

        (run.State, run.Result).ShouldBe((RunState.Succeeded, "Nothing to free."));
    }

    [Fact]
    public async Task Pruning_a_vault_that_cannot_be_read_whole_fails_and_deletes_nothing()
    {
        await using var host = await BackedUpAsync();
        var index = Directory
            .EnumerateFiles(
                Path.Combine(host.DataDirectory, "vaults"),
                "*",
                SearchOption.AllDirectories
            )
            .First(file => file.Contains("/index/", StringComparison.Ordinal));
        await File.WriteAllBytesAsync(index, [1, 2, 3]);
        var packs = Packs(host).ToList();

        var run = await host.DrainAsync((await host.SendAsync(new StartPrune())).RunId);

        (run.State, run.ErrorCode).ShouldBe((RunState.Failed, "vault-not-readable"));
        Packs(host).ShouldBe(packs, ignoreOrder: true);
    }

    /// <summary>What a run leaves that was killed, and whose row is gone with the database.</summary>
    private static async Task LeaveUnfinishedAsync(CaptureHost host, RootKind kind, Guid id)
    {
        using var opened = await OpenAsync(host);
        await using var writer = await opened.Vault.BeginAsync(kind, id, CancellationToken.None);
        await writer.StageAsync("objects", [], CancellationToken.None);
        await writer.CheckpointAsync(CancellationToken.None);
    }

    private static Task<OpenedVault> OpenAsync(CaptureHost host) =>
        host.WithAsync<TenantVaults, OpenedVault>(vaults =>
            vaults.OpenAsync(host.Tenant, null, CancellationToken.None)
        );
}
