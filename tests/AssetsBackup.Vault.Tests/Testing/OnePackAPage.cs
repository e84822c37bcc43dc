using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

/// <summary>A copy of a vault in which each tree page lies alone in a pack: reading a page shows as a call of the store.</summary>
internal sealed record OnePackAPage(MemoryBlobStore Store, HashSet<string> Shared)
{
    /// <summary>Copies the trees' pages, not their contents. <see cref="Shared"/> are the packs of pages that all roots have.</summary>
    internal static async Task<OnePackAPage> CopyAsync(
        MemoryBlobStore source,
        IReadOnlyList<RootRecord> roots
    )
    {
        var from = new VaultContext(new SealedBlobs(source, Keys()), Clock);
        await from.IndexBlobs.LoadAsync(comparePacks: true, Never);
        var store = source.Copy();
        foreach (var name in store.Names("packs/").Concat(store.Names("index/")))
            store.Blobs.TryRemove(name, out _);
        var to = new VaultContext(new SealedBlobs(store, Keys()), Clock);
        await using var packs = new PackWriter(to.Blobs, to.Index);
        var pages = new List<HashSet<RecordId>>();
        foreach (var root in roots)
        {
            var found = new HashSet<RecordId>();
            await CollectAsync(from, root.Trees["objects"].Root, found);
            foreach (var page in found)
            {
                var (type, content) = await from.Records.ReadRawAsync(page, Never);
                await packs.AddAsync(page, type, content, Never);
                await packs.FlushAsync(to.IndexBlobs, Never);
            }
            pages.Add(found);
        }
        var shared = pages.Aggregate((a, b) => [.. a.Intersect(b)]);
        return new OnePackAPage(store, [.. shared.Select(page => PackOf(to, page))]);
    }

    private static string PackOf(VaultContext vault, RecordId page) =>
        vault.Index.TryFind(page, out var pack, out _) ? pack.Name : "";

    private static async Task CollectAsync(VaultContext vault, RecordId id, HashSet<RecordId> found)
    {
        found.Add(id);
        foreach (var item in (await vault.Records.ReadPageAsync(id, Never)).Items)
            await CollectAsync(vault, item.Page, found);
    }
}
