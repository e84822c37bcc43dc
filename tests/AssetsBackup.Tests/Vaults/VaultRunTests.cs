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
    internal const SearchOption Everywhere = SearchOption.AllDirectories;

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
                $"All that the backups hold, {all} of stored data, was read back and is right.",
        };

        foreach (var (request, words) in wanted)
        {
            var run = await host.DrainAsync((await host.SendAsync(request)).RunId);

            (run.State, run.Result).ShouldBe((RunState.Succeeded, words), run.ErrorMessage);
        }
    }

    [Fact]
    public async Task Damage_is_told_also_where_the_storage_does_not_take_what_follows_from_it()
    {
        await using var host = await BackedUpAsync();
        var pack = Packs(host).First();
        var sound = await File.ReadAllBytesAsync(pack);
        await File.WriteAllBytesAsync(pack, [.. sound[..^1], (byte)(sound[^1] ^ 1)]);
        var vault = pack[..pack.IndexOf("/packs/", StringComparison.Ordinal)];
        // No condemnation can be put where its folder is a file.
        await File.WriteAllTextAsync(Path.Combine(vault, "condemned"), "");

        var run = await host.DrainAsync(
            (await host.SendAsync(new StartVaultVerify(ReadData: true))).RunId
        );

        run.State.ShouldBe(RunState.Failed);
        run.ErrorCode.ShouldBe("storage-failed", run.ErrorMessage);
        (await host.LogAsync(run)).ShouldContain(line =>
            line.Contains(Path.GetFileName(pack), StringComparison.Ordinal)
        );
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

    [Fact]
    public async Task Of_a_storage_in_which_nothing_opens_no_backup_is_called_damaged()
    {
        await using var host = await BackedUpAsync();
        var files = Directory
            .GetFiles(Path.Combine(host.DataDirectory, "vaults"), "*", Everywhere)
            .ToDictionary(file => file, File.ReadAllBytes);
        foreach (var file in files.Keys)
            await File.WriteAllBytesAsync(file, [1, 2, 3]);

        var run = await host.DrainAsync(
            (await host.SendAsync(new StartVaultVerify(ReadData: true))).RunId
        );

        (run.State, run.ErrorCode).ShouldBe((RunState.Failed, "vault-not-opened"));
        (
            await host.ReadAsync(database => database.Snapshots.SingleAsync())
        ).DamagedAt.ShouldBeNull();
        foreach (var (file, bytes) in files)
            await File.WriteAllBytesAsync(file, bytes);
        run = await host.DrainAsync(
            (await host.SendAsync(new StartVaultVerify(ReadData: true))).RunId
        );
        run.State.ShouldBe(RunState.Succeeded, run.ErrorMessage);
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
    public async Task A_backup_that_is_given_up_is_not_the_last_one_any_more_until_it_is_back()
    {
        await using var host = await BackedUpAsync();
        var key = await host.ReadAsync(database =>
            database.Schemas.Select(s => s.Key).SingleAsync()
        );
        var first = await LastAsync(host);
        (await host.BackUpAsync(key)).State.ShouldBe(RunState.Succeeded);
        var second = await LastAsync(host);
        var folder = Directory
            .GetDirectories(Path.Combine(host.DataDirectory, "vaults"), $"{second:N}", Everywhere)
            .Single(path => path.Contains("/snapshots/", StringComparison.Ordinal));
        Directory.Move(folder, host.DataDirectory + "/away");

        (await GivenUp.BackupsAsync(host)).ShouldHaveSingleItem();

        first.ShouldNotBe(second);
        (await LastAsync(host)).ShouldBe(first);
        Directory.Move(host.DataDirectory + "/away", folder);
        await host.DrainAsync((await host.SendAsync(new StartVaultVerify(ReadData: true))).RunId);
        (await LastAsync(host)).ShouldBe(second);
    }

    private static Task<Guid?> LastAsync(CaptureHost host) =>
        host.ReadAsync(database => database.Schemas.Select(s => s.LastSnapshotId).SingleAsync());

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
    public async Task A_backup_beside_an_index_that_cannot_be_read_says_what_brings_it_back()
    {
        await using var host = await BackedUpAsync();
        var key = await host.ReadAsync(database =>
            database.Schemas.Select(s => s.Key).SingleAsync()
        );
        var indexes = Directory
            .EnumerateFiles(Path.Combine(host.DataDirectory, "vaults"), "*", Everywhere)
            .Where(file => file.Contains("/index/", StringComparison.Ordinal))
            .ToList();
        indexes.ShouldNotBeEmpty();
        foreach (var index in indexes)
            await File.WriteAllBytesAsync(index, [1, 2, 3]);

        var run = await host.BackUpAsync(key);

        run.State.ShouldBe(RunState.Succeeded);
        (
            await host.ReadAsync(database =>
                database.RunLog.Select(line => line.Message).ToListAsync()
            )
        ).ShouldContain(line =>
            line.StartsWith(
                $"{Words.Count(indexes.Count, "index file")} of the backups' storage cannot be read",
                StringComparison.Ordinal
            )
        );
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

    internal static IEnumerable<string> Packs(CaptureHost host) =>
        Directory
            .EnumerateFiles(
                Path.Combine(host.DataDirectory, "vaults"),
                "*",
                SearchOption.AllDirectories
            )
            .Where(file => file.Contains("/packs/", StringComparison.Ordinal));

    internal static async Task<CaptureHost> BackedUpAsync()
    {
        var host = await CaptureHost.StartSetUpAsync("n:600");
        var key = await host.ReadAsync(database =>
            database.Schemas.Select(s => s.Key).SingleAsync()
        );
        (await host.BackUpAsync(key)).State.ShouldBe(RunState.Succeeded);
        return host;
    }
}
