using AssetsBackup.Features.Connections;
using AssetsBackup.Features.Connections.Storage;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Vaults;
using AssetsBackup.Hosting;
using AssetsBackup.Hosting.Keys;
using AssetsBackup.Tests.Capture;
using AssetsBackup.Tests.Vaults;
using AssetsBackup.Vault;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AssetsBackup.Tests.OwnDatabase;

/// <summary>A new password of the same database, and a new operator key.</summary>
[Trait("Needs", "engine")]
public sealed class ReplacedStringTests
{
    [Fact]
    public async Task A_backup_waits_for_the_new_password_and_goes_on_with_it()
    {
        await using var site = await OwnDatabaseFixture.StartSetUpAsync();
        var first = await site.BackUpAsync();
        await site.Host.MutateAsync(50);
        site.Database.Password = "an0ther-word";

        var waiting = await site.Host.BackUpAsync(await site.KeyAsync());
        (waiting.State, waiting.ErrorCode, waiting.GoesOnAt).ShouldBe(
            (RunState.Paused, "database-sign-in", null)
        );
        await site.Host.SendAsync(site.Database.Replace());

        var ended = await site.Host.DrainAsync(waiting.Id);
        ended.State.ShouldBe(RunState.Succeeded, ended.ErrorMessage);
        await site.VerifyAsync(first);
        await site.VerifyAsync(ended.Id);
        (await site.Host.ReadAsync(database => database.StoragePlaces.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task A_string_of_another_database_is_refused_and_the_old_one_stays()
    {
        await using var site = await OwnDatabaseFixture.StartSetUpAsync();
        var backup = await site.BackUpAsync();

        var problem = await site.ProblemAsync(site.Database.Replace("elsewhere"));

        problem.Code.ShouldBe("database-other-vault");
        problem.Fields!.Keys.ShouldBe(["connectionString"]);
        await site.VerifyAsync(backup);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_the_newest_backup_was_given_up_a_new_password_is_taken(bool replaces)
    {
        await using var site = await OwnDatabaseFixture.StartSetUpAsync();
        var first = await site.BackUpAsync();
        await site.Host.MutateAsync(50);
        await LoseRecordAsync(site.Host, await site.BackUpAsync());
        (await GivenUp.BackupsAsync(site.Host)).ShouldHaveSingleItem();
        site.Database.Password = "an0ther-word";

        if (replaces)
            await site.Host.SendAsync(site.Database.Replace());
        else
            await site.Host.SendAsync(site.Database.Save());

        await site.VerifyAsync(first);
        (await site.Host.ReadAsync(database => database.StoragePlaces.CountAsync())).ShouldBe(1);
    }

    private static async Task LoseRecordAsync(CaptureHost host, Guid backup)
    {
        var place = await host.ReadAsync(database => database.StoragePlaces.SingleAsync());
        var store = host.Services.GetRequiredService<TenantVaults>().StoreOf(place);
        var records = await store
            .ListAsync(BlobSubject.RecordsOf(backup), CancellationToken.None)
            .ToListAsync();
        records.ShouldNotBeEmpty();
        foreach (var record in records)
            await store.DeleteAsync(record.Name, CancellationToken.None);
    }

    [Fact]
    public async Task A_copy_that_a_move_left_behind_is_another_database()
    {
        await using var site = await OwnDatabaseFixture.StartSetUpAsync();
        await site.BackUpAsync();
        await site.MoveToDatabaseAsync("next");
        await site.Host.MutateAsync(50);
        await site.BackUpAsync();

        (await site.ProblemAsync(site.Database.Replace("vault"))).Code.ShouldBe(
            "database-other-vault"
        );
    }

    [Fact]
    public async Task Managed_storage_has_no_string_to_replace()
    {
        await using var site = await OwnDatabaseFixture.StartSetUpAsync(isManaged: true);

        (await site.ProblemAsync(site.Database.Replace())).Code.ShouldBe("storage-managed");
    }

    [Fact]
    public async Task A_new_operator_key_seals_the_string_anew()
    {
        await using var site = await OwnDatabaseFixture.StartSetUpAsync();
        var next = OperatorKey.Create();

        await site.Host.WithAsync<OperatorKeyRotation, KeyRotation>(rotation =>
            rotation.RotateAsync(next, CancellationToken.None)
        );

        var place = await site.Host.ReadAsync(database => database.StoragePlaces.SingleAsync());
        new StorageAccess(new SecretBox(next)).Open(place).ShouldBe(site.Database.Access());
        Should.Throw<SecretDoesNotOpenException>(() =>
            new StorageAccess(new SecretBox(OperatorKey.Create())).Open(place)
        );
    }
}
