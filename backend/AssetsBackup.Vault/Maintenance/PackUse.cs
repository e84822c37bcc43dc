namespace AssetsBackup.Vault;

/// <summary>A pack of the store, and how much of it is needed.</summary>
/// <param name="Id">The pack.</param>
/// <param name="StoredBytes">Its length in the store.</param>
internal sealed record PackUse(BlobId Id, long StoredBytes)
{
    /// <summary>Whether an index names it.</summary>
    internal bool IsIndexed { get; set; }

    internal bool IsCondemned { get; set; }

    /// <summary>Bytes of its records, before compression.</summary>
    internal long RawBytes { get; set; }

    /// <summary>The bytes of those that are needed and are read from this pack.</summary>
    internal long NeededBytes { get; set; }

    internal bool IsNeeded { get; set; }

    /// <summary>Whether records may be needed that are not known to be: it is not written anew without them.</summary>
    internal bool IsNeededWhole { get; set; }

    /// <summary>Other packs, from which needed records are read that this one has too.</summary>
    internal HashSet<IndexedPack> Others { get; } = [];
}
