using AssetsBackup.Features;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Features.Vaults;
using AssetsBackup.Tests.Capture;
using AssetsBackup.Vault;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Tests.Vaults;

public sealed class VaultRunTests
{
    private const SearchOption Everywhere = SearchOption.AllDirectories;

    [Fact]
    public async Task The_whole_vault_is_verified_by_structure_by_slice_and_whole()
    {
        await using var host = await BackedUpAsync();
        var all = Words.Bytes(Packs(host).Sum(pack => new FileInfo(pack).Length));
        var wanted = new Dictionary<StartVaultVerify, string>
        {
            [new(ReadData: false)] = "Nothing is missing from any backup. No data was read.",
            [new(ReadData: true, Slice: 0, Slices: 1)] =
                $"Nothing is missing from any backup. Slice 0 of 1, {all} of stored data, was read back and is right.",
            [new(ReadData: true)] =
                $"Every backup is complete: all of the vault, {all} of stored data, was read back and is right.",
        };

        foreach (var (request, words) in wanted)
        {
            var run = await host.DrainAsync((await host.SendAsync(request)).RunId);

            (run.State, run.Result).ShouldBe((RunState.Succeeded, words), run.ErrorMessage);
        }
    }

    [Fact]
    public async Task Damage_is_found_by_one_slice_or_where_the_trees_are_hit_by_each()
    {
        await using var host = await BackedUpAsync();
        var foundBy = new List<int>();
        foreach (var pack in Packs(host).ToList())
        {
            var sound = await File.ReadAllBytesAsync(pack);
            await File.WriteAllBytesAsync(pack, [.. sound[..^1], (byte)(sound[^1] ^ 1)]);
            var failed = 0;
            for (var slice = 0; slice < 3; slice++)
            {
                var request = new StartVaultVerify(ReadData: true, slice, Slices: 3);
                var run = await host.DrainAsync((await host.SendAsync(request)).RunId);
                failed += run.State == RunState.Failed ? 1 : 0;
            }
            foundBy.Add(failed);
            await File.WriteAllBytesAsync(pack, sound);
        }

        foundBy.Distinct().ShouldBe([1, 3], ignoreOrder: true);
    }

    [Fact]
    public async Task A_vault_that_does_not_open_is_verified_all_the_same()
    {
        await using var host = await BackedUpAsync();
        File.Delete(
            Directory
                .EnumerateFiles(
                    Path.Combine(host.DataDirectory, "vaults"),
                    "vault",
                    SearchOption.AllDirectories
                )
                .Single()
        );

        var run = await host.DrainAsync(
            (await host.SendAsync(new StartVaultVerify(ReadData: true))).RunId
        );

        (run.State, run.ErrorCode).ShouldBe((RunState.Failed, "snapshot-damaged"));
        run.ErrorMessage.ShouldNotBeNull().ShouldStartWith("1 file of the backups' storage");
        run.ErrorMessage.ShouldContain("run 'vault repair'");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_backup_whose_record_is_gone_is_missed_whatever_else_lies_in_its_folder(
        bool isStrangerLeft
    )
    {
        await using var host = await BackedUpAsync();
        var records = Directory.GetDirectories(
            Path.Combine(host.DataDirectory, "vaults"),
            "snapshots",
            SearchOption.AllDirectories
        );
        foreach (var record in Directory.EnumerateFiles(records.Single(), "*", Everywhere))
            if (isStrangerLeft)
                File.Move(
                    record,
                    Path.Combine(Path.GetDirectoryName(record)!, $"x{Path.GetFileName(record)}")
                );
            else
                File.Delete(record);

        var run = await host.DrainAsync(
            (await host.SendAsync(new StartVaultVerify(ReadData: true))).RunId
        );

        (run.State, run.ErrorCode).ShouldBe((RunState.Failed, "snapshot-damaged"));
        run.ErrorMessage.ShouldNotBeNull().ShouldContain("A whole backup is among what is lost.");
    }

    [Fact]
    public async Task A_storage_that_holds_backups_and_is_empty_is_told_and_nothing_is_written()
    {
        await using var host = await BackedUpAsync();
        var vaults = Path.Combine(host.DataDirectory, "vaults");
        var (backup, key) = await host.ReadAsync(async database =>
            (
                await database.Snapshots.Select(row => row.Id).SingleAsync(),
                await database.Schemas.Select(row => row.Key).SingleAsync()
            )
        );
        Directory.Move(vaults, $"{vaults}-not-mounted");
        Directory.CreateDirectory(vaults);

        Run[] runs =
        [
            await host.BackUpAsync(key),
            await host.DrainAsync((await host.SendAsync(new StartPrune())).RunId),
            await host.DrainAsync((await host.SendAsync(new StartVaultVerify(true))).RunId),
            await host.DrainAsync((await host.SendAsync(new StartVerify(backup))).RunId),
        ];

        runs.ShouldAllBe(run => run.State == RunState.Failed && run.ErrorCode == "vault-missing");
        runs[0].ErrorMessage.ShouldNotBeNull().ShouldContain("not mounted");
        Directory.EnumerateFileSystemEntries(vaults).ShouldBeEmpty();
        Directory.Delete(vaults);
        Directory.Move($"{vaults}-not-mounted", vaults);
        (await host.BackUpAsync(key)).State.ShouldBe(RunState.Succeeded);
    }

    [Fact]
    public async Task Without_a_backup_there_is_nothing_to_verify()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:200");

        var run = await host.DrainAsync(
            (await host.SendAsync(new StartVaultVerify(ReadData: true))).RunId
        );

        (run.State, run.Result).ShouldBe((RunState.Succeeded, "There is no backup yet."));
    }

    [Theory]
    [InlineData(30, 30)]
    [InlineData(-1, 30)]
    [InlineData(0, 0)]
    public async Task A_slice_that_is_none_is_refused(int slice, int slices)
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:200");

        await Should.ThrowAsync<ValidationException>(() =>
            host.SendAsync(new StartVaultVerify(ReadData: true, slice, slices))
        );
    }

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
        (await host.LogAsync(refused)).ShouldContain(line => line.Contains($"{backup:D}"));
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

    private static IEnumerable<string> Packs(CaptureHost host) =>
        Directory
            .EnumerateFiles(
                Path.Combine(host.DataDirectory, "vaults"),
                "*",
                SearchOption.AllDirectories
            )
            .Where(file => file.Contains("/packs/", StringComparison.Ordinal));

    private static async Task<CaptureHost> BackedUpAsync()
    {
        var host = await CaptureHost.StartSetUpAsync("n:600");
        var key = await host.ReadAsync(database =>
            database.Schemas.Select(s => s.Key).SingleAsync()
        );
        (await host.BackUpAsync(key)).State.ShouldBe(RunState.Succeeded);
        return host;
    }
}
