namespace AssetsBackup.Vault;

/// <summary>
/// Writes index blobs together, so that a vault opens quickly. Who reads the index meanwhile may find a listed blob gone, and
/// lists again.
/// </summary>
internal sealed class IndexMerge(SealedBlobs blobs, IndexBlobs written)
{
    private readonly HashSet<BlobId> kept = [];
    private readonly List<PackManifest> open = [];
    private long openEntries;

    /// <param name="indexes">Index blobs, and whether each is replaced even if it names no pack that is left out.</param>
    /// <param name="leftOut">Packs that no index is to name any more.</param>
    /// <param name="cancellationToken">Stops the merging; whatever was written stays and does no harm.</param>
    /// <returns>How many index blobs were replaced.</returns>
    internal async Task<int> RunAsync(
        IEnumerable<(string Name, bool Always)> indexes,
        HashSet<BlobId> leftOut,
        CancellationToken cancellationToken
    )
    {
        var replaced = new List<string>();
        foreach (var (name, always) in indexes)
        {
            // Another pruning may have replaced it since it was listed.
            var manifests = await SealedBlobs.UnlessGoneAsync(() =>
                blobs.GetAsync(name, BlobKind.Index, IndexContent.Decode, cancellationToken)
            );
            if (manifests is null)
                continue;
            if (always || manifests.Any(manifest => leftOut.Contains(manifest.Id)))
            {
                replaced.Add(name);
                await KeepAsync(
                    manifests.Where(manifest => !leftOut.Contains(manifest.Id)),
                    cancellationToken
                );
            }
        }
        await EndAsync(cancellationToken);
        foreach (var name in replaced)
            await blobs.Store.DeleteAsync(name, cancellationToken);
        return replaced.Count;
    }

    private async Task KeepAsync(
        IEnumerable<PackManifest> manifests,
        CancellationToken cancellationToken
    )
    {
        foreach (var manifest in manifests.Where(manifest => kept.Add(manifest.Id)))
        {
            open.Add(manifest);
            openEntries += manifest.Entries.Length;
            if (openEntries * PackEntry.Size >= VaultLimits.Part)
                await EndAsync(cancellationToken);
        }
    }

    private async Task EndAsync(CancellationToken cancellationToken)
    {
        await written.WriteAsync(open, cancellationToken);
        open.Clear();
        openEntries = 0;
    }
}
