namespace AssetsBackup.Vault;

/// <summary>
/// Before a root is committed: what it needs from packs that were condemned since its writer began is stored anew. The
/// packs are still there, as deletion comes only after <see cref="PruneMargins.Condemned"/>. Where packs are lost, an index
/// cannot be read, or packs are in no index, as when one is gone, all that the root needs is looked for, also what it took over
/// from an older one: it fails unless all of it is there.
/// </summary>
internal sealed class Rescue(VaultContext vault, PackWriter packs)
{
    internal async Task RunAsync(
        IReadOnlyDictionary<string, TreeSummary> trees,
        IReadOnlySet<string> condemnations,
        CancellationToken cancellationToken
    )
    {
        var losses = 0;
        for (var isFirst = true; ; isFirst = false)
        {
            // Repacked records are in the index before their old packs are condemned.
            var now = await vault.IndexBlobs.LoadAsync(comparePacks: true, cancellationToken);
            // What was found once stays known: packs of other writers, which come and come, hide nothing of it.
            var mayHide = isFirst && (now.Damaged.Count > 0 || now.Unindexed.Count > 0);
            if (now.Condemnations.IsSubsetOf(condemnations) && now.Losses == losses && !mayHide)
                return;
            (condemnations, losses) = (now.Condemnations, now.Losses);
            foreach (var tree in trees.Values)
                await RescuePagesAsync(tree.Root, cancellationToken);
            await packs.FlushAsync(vault.IndexBlobs, cancellationToken);
        }
    }

    private async Task RescuePagesAsync(RecordId id, CancellationToken cancellationToken)
    {
        var page = await vault.Records.ReadPageAsync(id, cancellationToken);
        foreach (var item in page.Items)
            await RescuePagesAsync(item.Page, cancellationToken);
        foreach (var entry in page.Entries)
            await RescueContentAsync(entry.Record, cancellationToken);
        await RescueAsync(id, cancellationToken);
    }

    /// <summary>Stores content anew, or what of its chunks, that lies where nothing new may rely on it.</summary>
    /// <exception cref="VaultException">It cannot be read any more.</exception>
    internal async ValueTask RescueContentAsync(RecordId id, CancellationToken cancellationToken)
    {
        if (vault.Index.TryFind(id, out _, out var isChunkList) && isChunkList)
        {
            foreach (var chunk in await vault.Records.ReadChunkListAsync(id, cancellationToken))
                await RescueAsync(chunk, cancellationToken);
        }
        await RescueAsync(id, cancellationToken);
    }

    private async ValueTask RescueAsync(RecordId id, CancellationToken cancellationToken)
    {
        if (!vault.Index.Contains(id))
        {
            var record = await vault.Records.ReadRawAsync(id, cancellationToken);
            await packs.AddAsync(id, record.Type, record.Content, cancellationToken);
        }
    }
}
