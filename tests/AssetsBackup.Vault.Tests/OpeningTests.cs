using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

public sealed class OpeningTests
{
    [Fact]
    public async Task The_vault_of_another_tenant_is_refused_by_name()
    {
        var store = new MemoryBlobStore();
        await OpenAsync(store);
        using var foreign = Keys(seed: 7, Id(9));

        var thrown = await Should.ThrowAsync<ForeignTenantException>(() =>
            TenantVault.OpenAsync(store, foreign, Clock, Never)
        );

        thrown.Found.ShouldBe(Tenant);
        thrown.Expected.ShouldBe(Id(9));
    }

    [Fact]
    public async Task An_empty_store_has_no_vault_and_stays_empty_unless_one_is_to_be_made()
    {
        var store = new MemoryBlobStore();
        using var keys = Keys();

        await Should.ThrowAsync<VaultMissingException>(() =>
            TenantVault.OpenAsync(store, keys, Clock, Never)
        );

        store.Blobs.ShouldBeEmpty();
        await TenantVault.OpenOrCreateAsync(store, keys, Clock, Never);
        await TenantVault.OpenAsync(store, keys, Clock, Never);
        store.Names("").ShouldBe(["vault"]);
    }

    [Fact]
    public async Task Other_keys_of_the_same_tenant_do_not_open_the_vault()
    {
        var store = new MemoryBlobStore();
        await OpenAsync(store);
        using var other = Keys(seed: 50);

        await Should.ThrowAsync<VaultDamagedException>(() =>
            TenantVault.OpenAsync(store, other, Clock, Never)
        );
    }

    [Theory]
    [InlineData("vault")]
    [InlineData("index/")]
    [InlineData("snapshots/")]
    public async Task A_newer_format_is_refused_by_name(string prefix)
    {
        var store = new MemoryBlobStore();
        await BackupAsync(await OpenAsync(store), Id(1), [Object(1)]);
        var name = store.Blobs.Keys.First(name =>
            name.StartsWith(prefix, StringComparison.Ordinal)
        );
        MakeNewer(store, name);

        var thrown = await Should.ThrowAsync<VaultFormatTooNewException>(async () =>
            await (await OpenAsync(store)).OpenRootAsync(RootKind.Snapshot, Id(1), Never)
        );

        thrown.Blob.ShouldBe(name);
        thrown.Found.ShouldBe(2);
        thrown.Supported.ShouldBe(1);
    }

    [Fact]
    public async Task A_vault_sees_the_roots_that_another_instance_committed_later()
    {
        var store = new MemoryBlobStore();
        var early = await OpenAsync(store);
        await BackupAsync(await OpenAsync(store), Id(1), [Object(1)]);

        (await ReadAllAsync(early, Id(1))).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Sound_roots_are_listed_before_a_damaged_one_is_named()
    {
        var store = new MemoryBlobStore();
        var vault = await OpenAsync(store);
        await BackupAsync(vault, Id(1), [Object(1)]);
        await BackupAsync(vault, Id(2), [Object(2)]);
        store.Blobs[$"snapshots/{Id(2):N}/1"][50] ^= 1;
        var listed = new List<Guid>();

        var thrown = await Should.ThrowAsync<VaultDamagedException>(async () =>
        {
            await foreach (var root in vault.ListAsync(RootKind.Snapshot, Never))
                listed.Add(root.Id);
        });

        listed.ShouldBe([Id(1)]);
        thrown.Blob.ShouldBe($"snapshots/{Id(2):N}/1");
    }
}
