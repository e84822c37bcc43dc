namespace AssetsBackup.Vault;

/// <summary>A root that a writer began and did not commit: what it staged keeps records from being pruned.</summary>
/// <param name="Kind">Snapshot or plan.</param>
/// <param name="Id">The root's id.</param>
/// <param name="Revision">The revision that was being written.</param>
public sealed record UnfinishedRoot(RootKind Kind, Guid Id, int Revision);

/// <summary>The progress parts in the store, by the root that they are for.</summary>
internal sealed class UnfinishedRoots(SealedBlobs blobs)
{
    internal async Task<IReadOnlyDictionary<UnfinishedRoot, List<string>>> ListAsync(
        CancellationToken cancellationToken
    )
    {
        var found = new Dictionary<UnfinishedRoot, List<string>>();
        await foreach (var blob in blobs.Store.ListAsync(BlobNames.AllProgress, cancellationToken))
        {
            if (
                BlobNames.TryParseProgressOwner(
                    blob.Name,
                    out var kind,
                    out var id,
                    out var revision
                )
            )
            {
                var root = new UnfinishedRoot(kind, id, revision);
                if (!found.TryGetValue(root, out var parts))
                    found.Add(root, parts = []);
                parts.Add(blob.Name);
            }
        }
        return found;
    }

    /// <summary>Deletes parts, the last first: what is left after a failure is no whole checkpoint.</summary>
    internal async Task DeleteAsync(IEnumerable<string> parts, CancellationToken cancellationToken)
    {
        foreach (var name in parts.OrderDescending(StringComparer.Ordinal))
            await blobs.Store.DeleteAsync(name, cancellationToken);
    }
}
