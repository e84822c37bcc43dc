using AssetsBackup.Features.Vaults;
using AssetsBackup.Hosting.Problems;
using AssetsBackup.Tests.Capture;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Tests.Vaults;

/// <summary>Several copies of a vault, as a move or a switch of the storage leaves them: which one is attached.</summary>
public sealed class AttachCopiesTests
{
    private const string Key = "ITA";

    [Fact]
    public async Task Of_two_copies_after_a_move_the_one_that_was_worked_with_is_attached()
    {
        await using var host = await CaptureHost.StartSetUpAsync();
        await host.BackUpAsync(Key);
        await MoveAsync(host, "other");
        var newest = (await host.BackUpAsync(Key)).Id;
        await host.LoseDatabaseAsync();

        (await AttachAsync(host)).ShouldBe([
            new AttachedVault(
                host.Tenant,
                "local",
                SiteUrl: null,
                Schemas: 0,
                Snapshots: 1,
                "An older copy; the newer one, which was attached, has every backup of it",
                IsConnected: false
            ),
            new AttachedVault(host.Tenant, "other", "https://acme.atlassian.net", 1, 2),
        ]);
        (await host.EntriesAsync(newest)).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Of_a_vault_and_what_a_move_left_that_came_to_no_end_the_whole_one_is_attached()
    {
        await using var host = await CaptureHost.StartSetUpAsync();
        await host.StoreInAsync("other");
        await host.BackUpAsync(Key);
        var pack = Directory
            .GetFiles(Path.Combine(host.DataDirectory, "vaults"), "*", SearchOption.AllDirectories)
            .First(file => file.Contains("/packs/", StringComparison.Ordinal));
        File.Move(pack, host.DataDirectory + "/hidden");
        await Should.ThrowAsync<ProblemException>(() => MoveAsync(host, "local"));
        File.Move(host.DataDirectory + "/hidden", pack);
        await host.LoseDatabaseAsync();

        var attached = await AttachAsync(host);

        attached.Single(vault => vault.IsConnected).Storage.ShouldBe("other");
        attached
            .Single(vault => vault.Storage == "local")
            .Problem.ShouldNotBeNull()
            .ShouldContain("as new as");
    }

    [Fact]
    public async Task Of_copies_that_are_as_new_the_one_with_all_backups_is_attached()
    {
        await using var host = await CaptureHost.StartSetUpAsync();
        await host.StoreInAsync("other");
        var older = (await host.BackUpAsync(Key)).Id;
        await host.BackUpAsync(Key);
        await MoveAsync(host, "local", isLast: false);
        Directory.Delete(
            Directory
                .GetDirectories(
                    Path.Combine(host.DataDirectory, "vaults", "local"),
                    $"{older:N}",
                    SearchOption.AllDirectories
                )
                .Single(),
            recursive: true
        );
        await host.LoseDatabaseAsync();

        var attached = await AttachAsync(host);

        attached.Single(vault => vault.IsConnected).Storage.ShouldBe("other");
    }

    [Fact]
    public async Task Copies_that_each_have_backups_of_their_own_are_all_attached_and_a_move_puts_them_together()
    {
        await using var host = await CaptureHost.StartSetUpAsync();
        var old = (await host.BackUpAsync(Key)).Id;
        await host.StoreInAsync("other");
        var newest = (await host.BackUpAsync(Key)).Id;
        await host.LoseDatabaseAsync();

        (await AttachAsync(host)).ShouldBe([
            new AttachedVault(host.Tenant, "other", "https://acme.atlassian.net", 1, 1),
            new AttachedVault(
                host.Tenant,
                "local",
                "https://acme.atlassian.net",
                1,
                1,
                Problem: null,
                IsConnected: false
            ),
        ]);
        (await host.ReadAsync(database => database.Schemas.CountAsync())).ShouldBe(1);

        await MoveAsync(host, "local");

        (await host.EntriesAsync(old)).ShouldNotBeEmpty();
        (await host.EntriesAsync(newest)).ShouldNotBeEmpty();
    }

    private static Task<MovedVault> MoveAsync(CaptureHost host, string to, bool isLast = true) =>
        host.WithAsync<MoveVault, MovedVault>(vaults =>
            vaults.MoveAsync(host.Tenant, to, isLast, leavesDamaged: false, CancellationToken.None)
        );

    private static Task<IReadOnlyList<AttachedVault>> AttachAsync(CaptureHost host) =>
        host.WithAsync<AttachVaults, IReadOnlyList<AttachedVault>>(vaults =>
            vaults.AttachAsync(given: null, CancellationToken.None)
        );
}
