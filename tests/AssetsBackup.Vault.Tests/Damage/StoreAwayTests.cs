using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

/// <summary>A store that goes away while a root is read: nothing of it is taken for lost.</summary>
public sealed class StoreAwayTests
{
    private readonly MemoryBlobStore store = new();

    [Fact]
    public async Task What_went_away_after_its_pages_were_read_is_not_told_as_lost()
    {
        await BackupAsync(await OpenAsync(store), Id(1), Objects(1, 60));
        var reader = await (await OpenAsync(store)).OpenRootAsync(RootKind.Snapshot, Id(1), Never);
        (await reader.ListAsync("objects", null, Never).CountAsync()).ShouldBe(60);
        store.Blobs.Clear();

        var lost = new List<LostEntries>();

        await Should.ThrowAsync<VaultMissingException>(async () =>
            await reader.ReadSoundAsync("objects", lost.Add, Never).CountAsync()
        );
        lost.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_went_away_after_something_was_lost_ends_the_reading_too()
    {
        await BackupAsync(await OpenAsync(store), Id(1), Objects(1, 60));
        var reader = await (await OpenAsync(store)).OpenRootAsync(RootKind.Snapshot, Id(1), Never);
        (await reader.ListAsync("objects", null, Never).CountAsync()).ShouldBe(60);
        foreach (var name in store.Names("packs/"))
            store.Blobs.TryRemove(name, out _);

        var sound = reader.ReadSoundAsync("objects", _ => store.Blobs.Clear(), Never);

        await Should.ThrowAsync<VaultMissingException>(async () => await sound.CountAsync());
    }
}
