using Microsoft.Extensions.Time.Testing;
using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

/// <summary>Content that is lost so that no index tells what it was: it may have been a list of chunks.</summary>
public sealed class LostContentTests
{
    private static readonly (string Group, string Id, byte[] Content) Long = (
        "9",
        "1",
        Noise(2 * VaultLimits.Record + 600_000)
    );

    private static readonly (string Group, string Id, byte[] Content) End = (
        "9",
        "2",
        [.. Long.Content[..VaultLimits.Record], .. Long.Content[(2 * VaultLimits.Record)..]]
    );

    private readonly MemoryBlobStore store = new();
    private readonly FakeTimeProvider clock = NewClock();
    private PruneMargins margins = PruneMargins.Default;

    [Theory]
    [InlineData(100)]
    [InlineData(0)]
    public async Task Chunks_outlive_the_loss_of_their_list(int smallOnes)
    {
        margins = new PruneMargins { SmallOnes = smallOnes };
        await BackupAsync(await OpenAsync(store), Id(1), [Long]);

        await ShouldComeBackAsync([Long]);
    }

    [Fact]
    public async Task A_chunk_outlives_the_loss_of_its_list_also_in_a_pack_of_which_little_else_is_needed()
    {
        var vault = await OpenAsync(store);
        // The last chunk lies with an object in a pack that the list is not in.
        await BackupAsync(vault, Id(1), [End, Object(1)]);
        await BackupAsync(vault, Id(2), [Object(1), Long]);
        await vault.DeleteAsync(RootKind.Snapshot, Id(1), Never);

        await ShouldComeBackAsync([Object(1), Long]);
    }

    [Fact]
    public async Task Once_the_backup_of_the_lost_content_is_deleted_so_are_the_chunks()
    {
        await BackupAsync(await OpenAsync(store), Id(1), [Long]);
        await LoseListAsync();
        var kept = (await PruneTwiceAsync()).BytesKept;
        kept.ShouldBeInRange(2 * VaultLimits.Record, Long.Content.Length + 1000);

        await (await OpenAsync(store)).DeleteAsync(RootKind.Snapshot, Id(1), Never);
        (await PruneTwiceAsync()).BytesKept.ShouldBe(0);

        store.Names("").ShouldBe(["vault"]);
    }

    /// <summary>The backup is whole again when the pack with the list is brought back after prunings.</summary>
    private async Task ShouldComeBackAsync((string Group, string Id, byte[] Content)[] items)
    {
        var id = (
            await (await OpenAsync(store)).ListAsync(RootKind.Snapshot, Never).SingleAsync()
        ).Id;
        var (pack, content) = await LoseListAsync();

        await PruneTwiceAsync();
        await PruneTwiceAsync();

        store.Blobs[pack] = content;
        await TenantVault.RepairAsync(store, Keys(), clock, Never);
        await ShouldHoldAsync(await OpenAsync(store), id, items);
        await ShouldBeSoundAsync(store);
    }

    /// <summary>The pack of the list is gone, and the index that named it is made anew without it.</summary>
    private async Task<(string Pack, byte[] Content)> LoseListAsync()
    {
        var context = new VaultContext(new SealedBlobs(store, Keys()), clock);
        await context.IndexBlobs.LoadAsync(comparePacks: true, Never);
        var list = Keys().IdOf(RecordType.Content, Long.Content);
        context.Index.TryFind(list, out var pack, out var isChunkList).ShouldBeTrue();
        isChunkList.ShouldBeTrue();
        store.Blobs.TryRemove(pack.Name, out var content).ShouldBeTrue();
        foreach (var name in store.Names("index/"))
            store.Blobs[name][^1] ^= 1;
        await TenantVault.RepairAsync(store, Keys(), clock, Never);
        return (pack.Name, content);
    }

    /// <returns>What the second one did.</returns>
    private async Task<PruneReport> PruneTwiceAsync()
    {
        await (await OpenAsync(store, clock)).PruneAsync(margins, Never);
        clock.Advance(TimeSpan.FromHours(25));
        var second = await (await OpenAsync(store, clock)).PruneAsync(margins, Never);
        clock.Advance(TimeSpan.FromHours(25));
        return second;
    }
}
