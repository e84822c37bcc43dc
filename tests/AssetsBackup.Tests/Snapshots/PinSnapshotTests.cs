using AssetsBackup.Features.Snapshots;
using AssetsBackup.Features.Vaults;
using AssetsBackup.Hosting.Problems;
using AssetsBackup.Tests.Capture;
using AssetsBackup.Tests.Vaults;
using AssetsBackup.Vault;

namespace AssetsBackup.Tests.Snapshots;

/// <summary>Product E11, G1: a pin is a legal hold, and lies with the backup.</summary>
public sealed class PinSnapshotTests
{
    private static CancellationToken Never => CancellationToken.None;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_said_last_is_shown_and_found_again_without_the_database(
        bool isPinned
    )
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:50");
        var id = await BackUpAsync(host);
        await host.SendAsync(new PinSnapshot(id, !isPinned));

        var pinned = await host.SendAsync(new PinSnapshot(id, isPinned));

        pinned.IsPinned.ShouldBe(isPinned);
        (await host.SendAsync(new GetSnapshot(id))).ShouldBeEquivalentTo(pinned);
        await host.LoseDatabaseAsync();
        await host.WithAsync<AttachVaults, IReadOnlyList<AttachedVault>>(vaults =>
            vaults.AttachAsync(given: null, Never)
        );
        var attached = await host.SendAsync(new GetSnapshot(id));
        (attached.IsPinned, attached.Description).ShouldBe((isPinned, "At first"));
    }

    [Fact]
    public async Task The_vault_itself_refuses_to_delete_a_pinned_backup_until_it_is_unpinned()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:50");
        var id = await BackUpAsync(host);
        await host.SendAsync(new PinSnapshot(id, IsPinned: true));
        await host.SendAsync(new DescribeSnapshot(id, "Kept"));
        using var opened = await host.WithAsync<TenantVaults, OpenedVault>(vaults =>
            vaults.OpenAsync(host.Tenant, null, Never)
        );

        await Should.ThrowAsync<RootPinnedException>(() =>
            opened.Vault.DeleteAsync(RootKind.Snapshot, id, Never)
        );

        await host.SendAsync(new PinSnapshot(id, IsPinned: false));
        await opened.Vault.DeleteAsync(RootKind.Snapshot, id, Never);
    }

    [Fact]
    public async Task One_that_lies_in_a_storage_that_is_not_connected_is_not_pinned()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:50");
        var id = await BackUpAsync(host);
        await host.StoreInAsync("other");

        var problem = await Should.ThrowAsync<ProblemException>(() =>
            host.SendAsync(new PinSnapshot(id, IsPinned: true))
        );

        problem.Problem.Code.ShouldBe("storage-not-connected");
        (await host.SnapshotAsync(id)).IsPinned.ShouldBeFalse();
    }

    [Fact]
    public async Task One_of_another_customer_is_not_there()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:50");
        var id = await BackUpAsync(host);
        var stranger = Guid.Parse("99999999-0000-0000-0000-000000000009");

        var problem = await Should.ThrowAsync<ProblemException>(() =>
            host.SendAsync(new PinSnapshot(id, IsPinned: true), tenant: stranger)
        );

        problem.Problem.Code.ShouldBe("snapshot-not-found");
        (await host.SnapshotAsync(id)).IsPinned.ShouldBeFalse();
    }

    private static async Task<Guid> BackUpAsync(CaptureHost host)
    {
        var schema = await host.SchemaAsync("CNT");
        var started = await host.SendAsync(new BackUpNow(schema.Id, "At first"));
        return (await host.DrainAsync(started.RunId)).Id;
    }
}
