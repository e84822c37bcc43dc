namespace AssetsBackup.Vault;

/// <summary>
/// Weighs the packs of a store: what of each is needed. A pack whose needed records are read from other packs is needed all
/// the same when one of those cannot be read: of two packs with a record, the damaged one is not to be the one that stays.
/// Where content is lost, a pack is needed whole for each chunk that no list names: the lost content may have been its list, and
/// may be brought back.
/// </summary>
/// <param name="blobs">The store.</param>
/// <param name="index">With every needed record marked.</param>
/// <param name="stored">The packs that may be deleted.</param>
internal sealed class PackScales(
    SealedBlobs blobs,
    VaultIndex index,
    IReadOnlyDictionary<string, PackUse> stored
)
{
    private readonly Dictionary<IndexedPack, bool> readable = [];

    /// <summary>Packs that an index names without need: the store does not have them.</summary>
    internal HashSet<BlobId> Gone { get; } = [];

    /// <inheritdoc cref="NeededRecords.HasLostContent"/>
    internal bool HasLostContent { get; set; }

    /// <param name="manifest">What an index says of a pack.</param>
    /// <param name="present">The packs in the store after the index was listed.</param>
    internal void Weigh(PackManifest manifest, IReadOnlyDictionary<string, long> present)
    {
        var name = BlobNames.Pack(manifest.Id);
        if (!stored.TryGetValue(name, out var pack))
        {
            if (!present.ContainsKey(name) && !manifest.Entries.Any(e => IsHome(e, manifest)))
                Gone.Add(manifest.Id);
            return;
        }
        if (pack.IsIndexed)
            return;
        pack.IsIndexed = true;
        foreach (var entry in manifest.Entries)
        {
            var home = index.MarkedIn(entry.Id);
            var isNeeded = home?.Id == manifest.Id;
            pack.RawBytes += entry.Length;
            pack.NeededBytes += isNeeded ? entry.Length : 0;
            pack.IsNeededWhole |= HasLostContent && home is null && entry.Type == RecordType.Chunk;
            pack.IsNeeded |= isNeeded || pack.IsNeededWhole;
            if (home is not null && !isNeeded)
                pack.Others.Add(home);
        }
    }

    /// <summary>Call it when all packs are weighed.</summary>
    internal async Task FinishAsync(CancellationToken cancellationToken)
    {
        foreach (var pack in stored.Values.Where(pack => !pack.IsNeeded))
            pack.IsNeeded = await IsSpareAsync(pack, cancellationToken);
    }

    /// <summary>Whether a pack has needed records that are read from another one, which cannot be read.</summary>
    internal async Task<bool> IsSpareAsync(PackUse pack, CancellationToken cancellationToken)
    {
        foreach (var other in pack.Others)
        {
            if (!await IsReadableAsync(other, cancellationToken))
                return true;
        }
        return false;
    }

    private bool IsHome(PackEntry entry, PackManifest manifest) =>
        index.IsMarkedIn(entry.Id, manifest.Id);

    private async ValueTask<bool> IsReadableAsync(
        IndexedPack indexed,
        CancellationToken cancellationToken
    )
    {
        if (!readable.TryGetValue(indexed, out var isReadable))
        {
            isReadable = await TryReadAsync(indexed, cancellationToken);
            readable.Add(indexed, isReadable);
        }
        return isReadable;
    }

    private async Task<bool> TryReadAsync(IndexedPack indexed, CancellationToken cancellationToken)
    {
        try
        {
            indexed.RequireSame(await blobs.GetPackAsync(indexed.Name, cancellationToken));
            return true;
        }
        catch (VaultException)
        {
            return false;
        }
    }
}
