using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

/// <summary>A vault whose key entry was destroyed is noise, wherever copies of it lie.</summary>
public sealed class ShredTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("keys-tests-").FullName;
    private readonly OperatorKey key = OperatorKey.Create();

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public async Task A_copied_store_opens_with_nothing_once_the_entry_is_destroyed()
    {
        var entries = new KeyStore(directory, key);
        var store = new MemoryBlobStore();
        using (var keys = await entries.CreateAsync(Tenant, Never))
        {
            var vault = await TenantVault.OpenOrCreateAsync(store, keys, Clock, Never);
            await BackupAsync(vault, Id(1), Objects(1, 30));
            await vault.AnnotateAsync(
                RootKind.Snapshot,
                Id(1),
                new RootAnnotation("kept", IsPinned: true),
                Never
            );
        }
        var copy = store.Copy();
        // What a killed rotation leaves: the master in a file that was not renamed yet.
        var entry = Directory.GetFiles(directory, "*.key*").ShouldHaveSingleItem();
        File.Copy(entry, $"{entry}.{new string('a', 32)}");

        await entries.DestroyAsync(Tenant, Never);

        Directory.GetFileSystemEntries(directory).ShouldBe([Path.Combine(directory, ".lock")]);
        new FileInfo(Path.Combine(directory, ".lock")).Length.ShouldBe(0);
        await Should.ThrowAsync<KeyEntryNotFoundException>(() => entries.OpenAsync(Tenant, Never));
        using var anew = await entries.CreateAsync(Tenant, Never);
        using var others = await entries.CreateAsync(Id(1), Never);
        foreach (var keys in new[] { anew, others })
        {
            await Should.ThrowAsync<VaultException>(() =>
                TenantVault.OpenOrCreateAsync(copy, keys, Clock, Never)
            );
            await Should.ThrowAsync<VaultException>(() =>
                TenantVault.RepairAsync(copy, keys, Clock, Never)
            );
            copy.Blobs.ShouldAllBe(blob => !SealedBlob.Authenticates(keys, blob.Key, blob.Value));
        }
    }

    [Fact]
    public async Task Disposed_keys_open_nothing_more()
    {
        var store = new MemoryBlobStore();
        await BackupAsync(await OpenAsync(store), Id(1), Objects(1, 5));
        var keys = Keys();
        keys.Dispose();

        await Should.ThrowAsync<ObjectDisposedException>(() =>
            TenantVault.OpenOrCreateAsync(store, keys, Clock, Never)
        );
    }

    [Fact]
    public async Task A_vault_whose_keys_were_disposed_of_writes_nothing_more()
    {
        var (store, keys) = (new MemoryBlobStore(), Keys());
        var vault = await TenantVault.OpenOrCreateAsync(store, keys, Clock, Never);
        await BackupAsync(vault, Id(1), Objects(1, 5));
        var before = store.Names("");
        var writer = await vault.BeginAsync(RootKind.Snapshot, Id(2), Never);
        keys.Dispose();

        await Should.ThrowAsync<ObjectDisposedException>(async () =>
            await writer.AddRecordAsync(Bytes("{}"), Never)
        );
        await Should.ThrowAsync<ObjectDisposedException>(() =>
            BackupAsync(vault, Id(3), Objects(10, 5))
        );
        await Should.ThrowAsync<ObjectDisposedException>(() =>
            vault.AnnotateAsync(RootKind.Snapshot, Id(1), new RootAnnotation("x", false), Never)
        );

        store.Names("").ShouldBe(before);
    }
}
