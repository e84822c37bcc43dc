namespace AssetsBackup.Vault;

/// <summary>A pack that the index knows.</summary>
internal sealed class IndexedPack(PackManifest manifest)
{
    private readonly SixteenBytes idSum = SumOf(manifest.Entries);

    internal BlobId Id { get; } = manifest.Id;

    internal string Name => BlobNames.Pack(Id);

    internal int StoredLength { get; } = manifest.StoredLength;

    /// <summary>False once the pack was seen missing, of another length or damaged: its records are stored anew.</summary>
    internal bool IsSound { get; private set; } = true;

    /// <summary>True once the pack was seen condemned: it is read as long as it is there, but nothing new relies on it.</summary>
    internal bool IsCondemned { get; set; }

    internal bool IsReliable => IsSound && !IsCondemned;

    /// <exception cref="VaultDamagedException">The pack does not hold the records that the index says it has.</exception>
    internal void RequireSame(Pack pack)
    {
        if (SumOf(pack.Entries) != idSum)
        {
            throw new VaultDamagedException(
                Name,
                "its records are not those that the index says it has"
            );
        }
    }

    // Ids are uniform: the sum stands for all of them in 16 bytes a pack.
    private static SixteenBytes SumOf(PackEntry[] entries)
    {
        var (high, low) = (0UL, 0UL);
        foreach (var entry in entries)
        {
            high = unchecked(high + entry.Id.Value.High);
            low = unchecked(low + entry.Id.Value.Low);
        }
        return new SixteenBytes(high, low);
    }

    /// <returns>False when it was known to be unsound.</returns>
    internal bool Lose()
    {
        var wasSound = IsSound;
        IsSound = false;
        return wasSound;
    }

    /// <summary>
    /// Which of two packs a record is read from. Of equally good ones it is the same for everyone, in whatever order they
    /// came to know them: two prunings at once must not each keep the one that the other condemns.
    /// </summary>
    internal bool IsBetterThan(IndexedPack other)
    {
        if (IsSound != other.IsSound)
            return IsSound;
        return IsCondemned != other.IsCondemned
            ? other.IsCondemned
            : Id.Value.IsBelow(other.Id.Value);
    }
}
