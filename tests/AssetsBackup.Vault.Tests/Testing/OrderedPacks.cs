using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

/// <summary>Gives packs ids in an order of the test's own: of two with the same record, the one with the lowest id is read.</summary>
internal static class OrderedPacks
{
    /// <param name="store">Holds no condemnation: those name packs by their ids.</param>
    /// <param name="names">The packs, the one that is to have the lowest id first. All others stay above them.</param>
    /// <returns>Their new names, in the same order.</returns>
    internal static async Task<IReadOnlyList<string>> RenameAsync(
        MemoryBlobStore store,
        params IReadOnlyList<string> names
    )
    {
        store.Names("condemned/").ShouldBeEmpty();
        var blobs = new SealedBlobs(store, Keys());
        var ids = new Dictionary<BlobId, BlobId>();
        foreach (var name in names)
        {
            BlobNames.TryParsePack(name, out var old).ShouldBeTrue();
            ids[old] = BlobId.From(Id(ids.Count + 1));
            var content = await blobs.GetAsync(name, BlobKind.Pack, Never);
            await blobs.PutAsync(BlobNames.Pack(ids[old]), BlobKind.Pack, ids[old], content, Never);
            store.Blobs.TryRemove(name, out _);
        }
        foreach (var name in store.Names("index/"))
            await RenameInAsync(blobs, name, ids);
        return [.. ids.Values.Select(BlobNames.Pack)];
    }

    private static async Task RenameInAsync(
        SealedBlobs blobs,
        string name,
        Dictionary<BlobId, BlobId> ids
    )
    {
        var manifests = await blobs.GetAsync(name, BlobKind.Index, IndexContent.Decode, Never);
        var renamed = new List<PackManifest>();
        foreach (var manifest in manifests)
        {
            var id = ids.GetValueOrDefault(manifest.Id, manifest.Id);
            var blob = await blobs.Store.GetAsync(BlobNames.Pack(id), Never);
            renamed.Add(manifest with { Id = id, StoredLength = blob.Length });
        }
        await blobs.Store.DeleteAsync(name, Never);
        var index = BlobId.Create();
        await blobs.PutAsync(
            BlobNames.Index(index),
            BlobKind.Index,
            index,
            IndexContent.Encode(renamed),
            Never
        );
    }
}
