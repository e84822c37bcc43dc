using AssetsBackup.Features.Connections.Storage;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Features.Vaults;
using AssetsBackup.Hosting.Problems;
using AssetsBackup.Tests.Capture;
using AssetsBackup.Vault;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Tests.Vaults;

public sealed class MoveVaultTests
{
    [Fact]
    public async Task Backups_go_on_while_a_vault_is_copied_and_are_all_there_after_the_switch()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:600");
        var first = await BackUpAsync(host);
        var copied = await MoveAsync(host, "other", isLast: false);
        copied.IsSwitched.ShouldBeFalse();
        copied.BlobsCopied.ShouldBeGreaterThan(0);
        await host.MutateAsync(10);
        var second = await BackUpAsync(host);

        var moved = await MoveAsync(host, "other", isLast: true);

        moved.IsSwitched.ShouldBeTrue();
        moved.BlobsCopied.ShouldBeInRange(1, copied.BlobsCopied);
        (await RegionAsync(host)).ShouldBe("other");
        Directory.Delete(Path.Combine(host.DataDirectory, "vaults", "local"), recursive: true);
        foreach (var backup in new[] { first, second })
        {
            var verified = await host.DrainAsync(
                (await host.SendAsync(new StartVerify(backup))).RunId
            );
            verified.State.ShouldBe(RunState.Succeeded, verified.ErrorMessage);
        }
        await BackUpAsync(host);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_cannot_be_read_any_more_stays_behind_where_that_is_asked_for(bool isGone)
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:600");
        var backup = await BackUpAsync(host);
        var count = (await host.EntriesAsync(backup)).Count;
        var pack = Directory
            .GetFiles(Path.Combine(host.DataDirectory, "vaults"), "*", SearchOption.AllDirectories)
            .MaxBy(file => new FileInfo(file).Length)!;
        if (isGone)
            File.Delete(pack);
        else
        {
            var bytes = await File.ReadAllBytesAsync(pack);
            bytes[^1] ^= 1;
            await File.WriteAllBytesAsync(pack, bytes);
        }
        var thrown = await Should.ThrowAsync<ProblemException>(() =>
            MoveAsync(host, "other", isLast: true)
        );
        thrown.Problem.Detail.ShouldContain("--leave-damaged");

        var moved = await MoveAsync(host, "other", isLast: true, leavesDamaged: true);

        moved.IsSwitched.ShouldBeTrue();
        moved.LeftBehind.ShouldHaveSingleItem().ShouldEndWith(Path.GetFileName(pack));
        (await host.SnapshotAsync(backup)).DamagedAt.ShouldNotBeNull();

        (await RegionAsync(host)).ShouldBe("other");
        // Heals the first one.
        await BackUpAsync(host);
        var verified = await host.DrainAsync(
            (await host.SendAsync(new StartVaultVerify(ReadData: true))).RunId
        );
        verified.State.ShouldBe(RunState.Succeeded, verified.ErrorMessage);
        (await host.EntriesAsync(backup)).Count.ShouldBe(count);
    }

    [Fact]
    public async Task A_damaged_vault_is_not_switched_to_and_the_file_is_named()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:600");
        await BackUpAsync(host);
        var pack = Directory
            .EnumerateFiles(
                Path.Combine(host.DataDirectory, "vaults"),
                "*",
                SearchOption.AllDirectories
            )
            .First(file => file.Contains("packs", StringComparison.Ordinal));
        var bytes = await File.ReadAllBytesAsync(pack);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(pack, bytes);

        var thrown = await Should.ThrowAsync<ProblemException>(() =>
            MoveAsync(host, "other", isLast: true)
        );

        thrown.Problem.Code.ShouldBe("vault-damaged");
        thrown.Problem.Title.ShouldContain(Path.GetFileName(pack));
        (await RegionAsync(host)).ShouldBe("local");
    }

    [Theory]
    [InlineData("Connections")]
    [InlineData("Snapshots")]
    public async Task A_switch_that_could_not_be_saved_left_all_in_the_old_place_and_a_rerun_succeeds(
        string table
    )
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:200");
        var backup = await BackUpAsync(host);
        var refuse =
            $"CREATE TRIGGER full BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, 'full'); END";
        await host.ChangeAsync(database => database.Database.ExecuteSqlRaw(refuse));

        await Should.ThrowAsync<DbUpdateException>(() => MoveAsync(host, "other", isLast: true));

        (await RegionAsync(host)).ShouldBe("local");
        (await host.EntriesAsync(backup)).ShouldNotBeEmpty();
        await host.ChangeAsync(database => database.Database.ExecuteSqlRaw("DROP TRIGGER full"));
        await MoveAsync(host, "other", isLast: true);
        (await RegionAsync(host)).ShouldBe("other");
        Directory.Delete(Path.Combine(host.DataDirectory, "vaults", "local"), recursive: true);
        (await host.EntriesAsync(backup)).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_backup_that_was_given_up_and_lies_in_the_new_place_is_taken_up_again_or_nothing_is_saved()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:200");
        var backup = await BackUpAsync(host);
        const string Refuse =
            "CREATE TRIGGER full BEFORE UPDATE ON Schemas BEGIN SELECT RAISE(ABORT, 'full'); END";
        await host.ChangeAsync(database =>
        {
            database.Snapshots.Single().GivenUpAt = host.Clock.GetUtcNow();
            database.Schemas.Single().LastSnapshotId = null;
        });
        await host.ChangeAsync(database => database.Database.ExecuteSqlRaw(Refuse));

        await Should.ThrowAsync<DbUpdateException>(() => MoveAsync(host, "other", isLast: true));

        (await RegionAsync(host)).ShouldBe("local");
        (await host.SnapshotAsync(backup)).GivenUpAt.ShouldNotBeNull();
        await host.ChangeAsync(database => database.Database.ExecuteSqlRaw("DROP TRIGGER full"));
        await MoveAsync(host, "other", isLast: true);
        (await host.SnapshotAsync(backup)).GivenUpAt.ShouldBeNull();
        (await host.ReadAsync(database => database.Schemas.SingleAsync())).LastSnapshotId.ShouldBe(
            backup
        );
    }

    [Fact]
    public async Task A_backup_that_only_the_new_place_has_is_kept_though_no_row_tells_of_it()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:200");
        var old = await BackUpAsync(host);
        await host.StoreInAsync("other");
        var @new = await BackUpAsync(host);
        await host.ChangeAsync(database =>
            database.Snapshots.Remove(database.Snapshots.Single(row => row.Id == old))
        );

        await MoveAsync(host, "local", isLast: true);

        using var opened = await host.WithAsync<TenantVaults, OpenedVault>(vaults =>
            vaults.OpenAsync(host.Tenant, null, CancellationToken.None)
        );
        (
            await opened
                .Vault.ListAsync(RootKind.Snapshot, CancellationToken.None)
                .Select(root => root.Id)
                .ToListAsync()
        ).ShouldBe([old, @new], ignoreOrder: true);
    }

    [Fact]
    public async Task A_backup_that_is_found_in_the_new_place_is_readable_wherever_its_row_said_it_lay()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:200");
        var old = await BackUpAsync(host);
        await host.StoreInAsync("other");
        var @new = await BackUpAsync(host);
        var lost = Guid.Parse("99999999-0000-0000-0000-000000000000");
        await host.ChangeAsync(database =>
        {
            database.StoragePlaces.Add(
                new StoragePlace
                {
                    Id = lost,
                    TenantId = host.Tenant,
                    Kind = StorageKind.OwnDatabase,
                    Servers = "mongodb://a.example:27017/vault",
                    CreatedAt = default,
                }
            );
            database.Snapshots.Single(row => row.Id == old).StoragePlaceId = lost;
        });

        await MoveAsync(host, "local", isLast: true);

        (await host.EntriesAsync(old)).ShouldNotBeEmpty();
        (await host.EntriesAsync(@new)).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task What_rotted_in_the_old_place_after_a_move_is_healed_by_the_move_back()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:600");
        var backup = await BackUpAsync(host);
        await MoveAsync(host, "other", isLast: true);
        foreach (var pack in Packs(host, "local"))
            await File.WriteAllBytesAsync(pack, new byte[new FileInfo(pack).Length]);

        await MoveAsync(host, "local", isLast: true);

        Directory.Delete(Path.Combine(host.DataDirectory, "vaults", "other"), recursive: true);
        var run = await host.DrainAsync((await host.SendAsync(new StartVerify(backup))).RunId);
        run.State.ShouldBe(RunState.Succeeded, run.ErrorMessage);
    }

    [Fact]
    public async Task Damage_of_what_only_the_new_place_has_is_named_and_the_old_place_is_used_on()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:600");
        await BackUpAsync(host);
        await host.StoreInAsync("other");
        await BackUpAsync(host);
        foreach (var pack in Packs(host, "local"))
            await File.WriteAllBytesAsync(pack, new byte[new FileInfo(pack).Length]);

        var thrown = await Should.ThrowAsync<ProblemException>(() =>
            MoveAsync(host, "local", isLast: true)
        );

        thrown.Problem.Code.ShouldBe("vault-damaged");
        thrown.Problem.Title.ShouldStartWith("local has backups of its own");
        (await RegionAsync(host)).ShouldBe("other");
    }

    [Theory]
    [InlineData("nowhere", "region-unknown")]
    [InlineData("local", "storage-same")]
    public async Task A_region_that_cannot_be_moved_to_is_named(string region, string code)
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:200");

        var thrown = await Should.ThrowAsync<ProblemException>(() =>
            MoveAsync(host, region, isLast: true)
        );

        thrown.Problem.Code.ShouldBe(code);
    }

    private static IEnumerable<string> Packs(CaptureHost host, string region) =>
        Directory
            .EnumerateFiles(
                Path.Combine(host.DataDirectory, "vaults", region),
                "*",
                SearchOption.AllDirectories
            )
            .Where(file => file.Contains("/packs/", StringComparison.Ordinal));

    private static async Task<Guid> BackUpAsync(CaptureHost host)
    {
        var key = await host.ReadAsync(database =>
            database.Schemas.Select(s => s.Key).SingleAsync()
        );
        var run = await host.BackUpAsync(key);
        run.State.ShouldBe(RunState.Succeeded, run.ErrorMessage);
        return run.Id;
    }

    private static Task<MovedVault> MoveAsync(
        CaptureHost host,
        string region,
        bool isLast,
        bool leavesDamaged = false
    ) =>
        host.WithAsync<MoveVault, MovedVault>(vaults =>
            vaults.MoveAsync(host.Tenant, region, isLast, leavesDamaged, CancellationToken.None)
        );

    private static Task<string?> RegionAsync(CaptureHost host) =>
        host.ReadAsync(database =>
            database
                .Connections.Join(
                    database.StoragePlaces,
                    connection => connection.StoragePlaceId,
                    place => place.Id,
                    (_, place) => place.Region
                )
                .SingleAsync()
        );
}
