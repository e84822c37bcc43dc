using AssetsBackup.Features.Connections;
using AssetsBackup.Features.Connections.Storage;
using AssetsBackup.Features.Plans;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Features.Vaults;
using AssetsBackup.Tests.Capture;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Tests.OwnDatabase;

/// <summary>What becomes of backups when the storage is switched, moved or found again.</summary>
[Trait("Needs", "engine")]
public sealed class SwitchedStorageTests
{
    [Fact]
    public async Task Backups_of_the_old_storage_stay_listed_and_are_refused_until_it_is_connected_again()
    {
        await using var site = await OwnDatabaseFixture.StartSetUpAsync(isManaged: true);
        var old = await site.BackUpAsync();

        await site.Host.SendAsync(site.Database.Save());

        (await site.Host.SendAsync(new ListSchemas()))
            .Items.ShouldHaveSingleItem()
            .LastSnapshotStorage.ShouldBe(new BackupStorage("local", IsConnected: false));
        var @new = await site.BackUpAsync();
        (await site.SnapshotsAsync())
            .ToDictionary(snapshot => snapshot.Id, snapshot => snapshot.Storage)
            .ShouldBe(
                new Dictionary<Guid, BackupStorage>
                {
                    [@new] = new(site.Database.Servers("vault"), IsConnected: true),
                    [old] = new("local", IsConnected: false),
                },
                ignoreOrder: true
            );
        var problem = await site.ProblemAsync(new StartVerify(old));
        problem.Code.ShouldBe("storage-not-connected");
        problem.Detail.ShouldContain("local");
        (await site.ProblemAsync(new MakePlan(old, null, "Restored", "RST"))).Code.ShouldBe(
            "storage-not-connected"
        );

        await site.Host.SendAsync(new SaveStorage("local"));

        await site.VerifyAsync(old);
        (await site.ProblemAsync(new StartVerify(@new))).Code.ShouldBe("storage-not-connected");
        (
            await site.Host.ReadAsync(database =>
                database.StoragePlaces.CountAsync(place => place.Access != null)
            )
        ).ShouldBe(0, "what signs in to a storage that was left is forgotten");
        await site.Host.SendAsync(site.Database.Save());
        await site.VerifyAsync(@new);
        (await site.Host.ReadAsync(database => database.StoragePlaces.CountAsync())).ShouldBe(2);
    }

    [Fact]
    public async Task A_move_puts_what_was_parted_together()
    {
        await using var site = await OwnDatabaseFixture.StartSetUpAsync(isManaged: true);
        var old = await site.BackUpAsync();
        await site.Host.SendAsync(site.Database.Save());
        await site.Host.MutateAsync(20);
        var @new = await site.BackUpAsync();

        await site.MoveAsync("local");

        await site.VerifyAsync(old);
        await site.VerifyAsync(@new);
        (await site.SnapshotsAsync()).ShouldAllBe(snapshot => snapshot.Storage.IsConnected);
    }

    [Fact]
    public async Task Moved_into_a_database_and_back_every_backup_made_between_is_readable()
    {
        await using var site = await OwnDatabaseFixture.StartSetUpAsync(isManaged: true);
        var first = await site.BackUpAsync();
        (await site.MoveToDatabaseAsync()).IsSwitched.ShouldBeTrue();
        Directory.Delete(Path.Combine(site.Host.DataDirectory, "vaults"), recursive: true);
        await site.VerifyAsync(first);
        await site.Host.MutateAsync(20);
        var second = await site.BackUpAsync();

        var back = await site.MoveAsync("local");

        (back.From, back.To).ShouldBe((site.Database.Servers("vault"), "local"));
        await site.Host.MutateAsync(20);
        var third = await site.BackUpAsync();
        foreach (var backup in new[] { first, second, third })
            await site.VerifyAsync(backup);
    }

    [Fact]
    public async Task A_storage_is_not_switched_under_a_run()
    {
        await using var site = await OwnDatabaseFixture.StartSetUpAsync(isManaged: true);
        await site.Host.QueueBackupAsync(await site.KeyAsync());

        (await site.ProblemAsync(site.Database.Save())).Code.ShouldBe("storage-busy");

        (await site.Host.SendAsync(new GetConnection())).Storage!.Region.ShouldBe("local");
    }

    [Fact]
    public async Task Out_of_a_database_only_the_marked_region_can_be_chosen()
    {
        await using var site = await OwnDatabaseFixture.StartSetUpAsync();

        (await site.Host.SendAsync(new ListStorageOptions()))
            .Items.Select(option => option.Region)
            .ShouldBe(["local"]);
        (await site.ProblemAsync(new SaveStorage("other"))).Code.ShouldBe("region-not-offered");
        (await site.Host.SendAsync(new SaveStorage("local"))).Storage!.Region.ShouldBe("local");
        (await site.ProblemAsync(new SaveStorage("other"))).Code.ShouldBe("region-fixed");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_database_that_was_emptied_gets_no_new_vault_from_a_backup(bool hasBackup)
    {
        await using var site = await OwnDatabaseFixture.StartSetUpAsync();
        if (hasBackup)
            await site.BackUpAsync();
        await site.Database.Engine.DropDatabaseAsync(site.Database.Named("vault"));

        var run = await site.Host.BackUpAsync(await site.KeyAsync());

        (run.State, run.ErrorCode).ShouldBe((RunState.Failed, "vault-missing"));
        run.ErrorMessage.ShouldNotBeNull().ShouldContain("database was emptied");
        (await site.Database.Engine.CountAsync(site.Database.Named("vault"), "blobs")).ShouldBe(0);
    }

    [Fact]
    public async Task A_lost_app_database_finds_the_backups_in_the_customers_one()
    {
        await using var site = await OwnDatabaseFixture.StartSetUpAsync();
        var backup = await site.BackUpAsync();
        await site.Host.LoseDatabaseAsync();

        var attached = await site.Host.WithAsync<AttachVaults, IReadOnlyList<AttachedVault>>(
            vaults => vaults.AttachAsync(site.Database.Access(), CancellationToken.None)
        );

        attached.ShouldBe([
            new AttachedVault(
                site.Host.Tenant,
                site.Database.Servers("vault"),
                "https://acme.atlassian.net",
                1,
                1
            ),
        ]);
        await site.VerifyAsync(backup);
    }
}
