using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

public sealed class EpochTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("keys-tests-").FullName;
    private readonly OperatorKey key = OperatorKey.Create();
    private readonly MemoryBlobStore store = new();

    private KeyStore Entries => new(directory, key);

    private string EntryFile => Path.Combine(directory, $"{Tenant:N}.key");

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public async Task New_blobs_carry_the_new_epoch_and_those_of_both_epochs_are_read()
    {
        using (var first = await Entries.CreateAsync(Tenant, Never))
        {
            await BackupWithAsync(first, Id(1), Objects(1, 30));
        }
        var before = store.Copy();

        (await Entries.AdvanceEpochAsync(Tenant, Never)).ShouldBe(2u);
        using var second = await Entries.OpenAsync(Tenant, Never);
        second.Epoch.ShouldBe(2u);
        await BackupWithAsync(second, Id(2), Objects(20, 30));

        store.Blobs.ShouldAllBe(blob =>
            EpochOf(blob.Value) == (before.Blobs.ContainsKey(blob.Key) ? 1 : 2)
        );
        store.Blobs.Count.ShouldBeGreaterThan(before.Blobs.Count);
        await ShouldReadBothAsync(second);
    }

    [Fact]
    public async Task An_older_copy_of_the_key_file_opens_blobs_of_a_later_epoch()
    {
        (await Entries.CreateAsync(Tenant, Never)).Dispose();
        var copy = await File.ReadAllBytesAsync(EntryFile);
        using (var first = await Entries.OpenAsync(Tenant, Never))
        {
            await BackupWithAsync(first, Id(1), Objects(1, 30));
        }
        await Entries.AdvanceEpochAsync(Tenant, Never);
        using (var second = await Entries.OpenAsync(Tenant, Never))
        {
            await BackupWithAsync(second, Id(2), Objects(20, 30));
        }

        await File.WriteAllBytesAsync(EntryFile, copy);

        using var older = await Entries.OpenAsync(Tenant, Never);
        older.Epoch.ShouldBe(1u);
        await ShouldReadBothAsync(older);
    }

    [Fact]
    public async Task Each_new_epoch_is_one_higher_and_the_entry_stays_the_only_file()
    {
        (await Entries.CreateAsync(Tenant, Never)).Dispose();

        for (var epoch = 2u; epoch < 6; epoch++)
            (await Entries.AdvanceEpochAsync(Tenant, Never)).ShouldBe(epoch);

        Directory.GetFiles(directory, "*.key*").ShouldBe([EntryFile]);
    }

    [Fact]
    public async Task Another_operator_key_begins_no_epoch()
    {
        (await Entries.CreateAsync(Tenant, Never)).Dispose();
        var before = await File.ReadAllBytesAsync(EntryFile);

        await Should.ThrowAsync<WrongOperatorKeyException>(() =>
            new KeyStore(directory, OperatorKey.Create()).AdvanceEpochAsync(Tenant, Never)
        );
        await Should.ThrowAsync<KeyEntryNotFoundException>(() =>
            Entries.AdvanceEpochAsync(Id(1), Never)
        );

        (await File.ReadAllBytesAsync(EntryFile)).ShouldBe(before);
    }

    private async Task BackupWithAsync(
        TenantKeys keys,
        Guid id,
        (string Group, string Id, byte[] Content)[] items
    ) =>
        await BackupAsync(
            await TenantVault.OpenOrCreateAsync(store, keys, Clock, Never),
            id,
            items
        );

    private async Task ShouldReadBothAsync(TenantKeys keys)
    {
        var vault = await TenantVault.OpenOrCreateAsync(store, keys, Clock, Never);
        await ShouldHoldAsync(vault, Id(1), Objects(1, 30));
        await ShouldHoldAsync(vault, Id(2), Objects(20, 30));
        (
            await vault.VerifyAsync(VerifyScope.All, readData: true, null, Never)
        ).Findings.ShouldBeEmpty();
    }

    private static int EpochOf(byte[] blob) => BitConverter.ToInt32(blob, 6);
}
