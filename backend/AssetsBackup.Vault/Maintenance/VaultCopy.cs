namespace AssetsBackup.Vault;

/// <summary>
/// Copies a tenant's vault from one store to another, blob by blob as they are: the same keys open both. Passes may be
/// repeated while backups go on, each with less to do; the last one, when nobody writes to the source, makes both equal,
/// unless the destination has a root that the source has not: then both vaults become one there, and nothing is deleted; nor
/// is it where the source has lost something, which may be there from an earlier pass.
/// </summary>
/// <param name="source">The store to copy from; it is only read.</param>
/// <param name="destination">The store to copy to: empty, or a vault of the same tenant.</param>
/// <param name="keys">The tenant's keys, with which every blob is authenticated before it is copied.</param>
public sealed class VaultCopy(IBlobStore source, IBlobStore destination, TenantKeys keys)
{
    // Reading one blob overlaps with writing others; more would only compete with the backups that go on.
    private const int Parallelism = 4;

    // The order of writing (docs/vault-format.md): whatever is there can be read, at every moment.
    private static readonly string[] PacksFirst =
    [
        BlobNames.AllCondemned,
        BlobNames.Packs,
        BlobNames.Indexes,
    ];

    private static readonly string[] RootsFirst =
    [
        .. Enum.GetValues<RootKind>().Select(BlobNames.Roots),
        BlobNames.AllAnnotations,
        BlobNames.AllProgress,
    ];

    private readonly SortedSet<string> damaged = new(StringComparer.Ordinal);
    private readonly SortedSet<string> tooNew = new(StringComparer.Ordinal);
    private readonly SortedSet<string> damagedThere = new(StringComparer.Ordinal);
    private IReadOnlyList<string> lost = [];
    private volatile bool vanished;
    private int copied;
    private long bytes;

    /// <summary>One pass. Killed anywhere, it can be run again and goes on.</summary>
    /// <param name="isLast">
    /// True when nobody writes to the source: what the destination has already is then read there, and what the source
    /// does not have is deleted, unless the destination has a root of its own or something is lost in the source.
    /// </param>
    /// <param name="cancellationToken">Stops the pass.</param>
    /// <exception cref="ForeignTenantException">Source or destination holds another tenant's vault.</exception>
    /// <exception cref="VaultMissingException">The source is empty.</exception>
    /// <exception cref="VaultDamagedException">
    /// The source is no vault, or a blob was read back from the destination otherwise than it was stored.
    /// </exception>
    public async Task<CopyReport> RunAsync(bool isLast, CancellationToken cancellationToken)
    {
        (copied, bytes) = (0, 0);
        damaged.Clear();
        tooNew.Clear();
        damagedThere.Clear();
        await CopyHeaderAsync(cancellationToken);
        // Listed in the order of reading and copied in that of writing: what a listed root needs is listed after it.
        var roots = await ListAsync(RootsFirst, cancellationToken);
        for (var listing = 1; vanished || listing == 1; listing++)
        {
            // Maintenance has moved records meanwhile: the roots need the packs and indexes that they are in now.
            if (listing > IndexBlobs.MostListings)
                throw IndexBlobs.KeepsChanging();
            vanished = false;
            var needed = await ListAsync(PacksFirst.Reverse(), cancellationToken);
            foreach (var prefix in PacksFirst)
                await CopyAsync(prefix, needed[prefix], isLast, cancellationToken);
        }
        foreach (var prefix in RootsFirst.Reverse())
            await CopyAsync(prefix, roots[prefix], isLast, cancellationToken);
        lost = [];
        var (kept, deleted) = isLast ? await EndAsync(cancellationToken) : (0, 0);
        return new CopyReport(copied, bytes, deleted, kept, [.. damaged], [.. damagedThere], lost)
        {
            TooNew = [.. tooNew.Intersect(damaged)],
        };
    }

    private async Task CopyHeaderAsync(CancellationToken cancellationToken)
    {
        await VaultHeader.OpenAsync(new SealedBlobs(source, keys), cancellationToken);
        try
        {
            await VaultHeader.CheckAsync(new SealedBlobs(destination, keys), cancellationToken);
        }
        catch (BlobNotFoundException)
        {
            await CopyAsync(BlobNames.Vault, isThere: false, cancellationToken);
        }
    }

    private async Task CopyAsync(
        string prefix,
        Dictionary<string, long> wanted,
        bool isLast,
        CancellationToken cancellationToken
    )
    {
        var there = await ListAsync(destination, prefix, cancellationToken);
        // Only names made at random stand for the same bytes in both stores.
        var isRandom = prefix is BlobNames.Packs or BlobNames.Indexes;
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = Parallelism,
            CancellationToken = cancellationToken,
        };
        await Parallel.ForEachAsync(
            wanted.Where(blob => isLast || !IsThere(blob)),
            options,
            async (blob, token) =>
            {
                if (isRandom && IsThere(blob) && await IsSoundThereAsync(blob.Key, token))
                    return;
                await CopyAsync(blob.Key, there.ContainsKey(blob.Key), token);
            }
        );

        bool IsThere(KeyValuePair<string, long> blob) =>
            there.TryGetValue(blob.Key, out var length) && length == blob.Value;
    }

    private async Task<bool> IsSoundThereAsync(string name, CancellationToken cancellationToken) =>
        IsSound(name, await destination.GetAsync(name, cancellationToken));

    private async Task CopyAsync(string name, bool isThere, CancellationToken cancellationToken)
    {
        byte[] blob;
        try
        {
            blob = await source.GetAsync(name, cancellationToken);
        }
        catch (BlobNotFoundException)
        {
            vanished = true;
            return;
        }
        if (!IsSound(name, blob))
        {
            lock (damaged)
            {
                damaged.Add(name);
            }
            return;
        }
        if (isThere)
        {
            var before = await destination.GetAsync(name, cancellationToken);
            if (before.AsSpan().SequenceEqual(blob))
                return;
            await destination.DeleteAsync(name, cancellationToken);
        }
        await PutAsync(name, blob, cancellationToken);
        Interlocked.Increment(ref copied);
        Interlocked.Add(ref bytes, blob.Length);
    }

    private async Task PutAsync(string name, byte[] blob, CancellationToken cancellationToken)
    {
        var isOurs = true;
        try
        {
            await destination.PutAsync(name, blob, cancellationToken);
        }
        catch (BlobExistsException)
        {
            // Another pass was faster; what it stored is compared below.
            isOurs = false;
        }
        var readBack = await destination.GetAsync(name, cancellationToken);
        if (!readBack.AsSpan().SequenceEqual(blob))
        {
            // Left there, it would keep the next try from storing it.
            if (isOurs)
                await destination.DeleteAsync(name, CancellationToken.None);
            throw new VaultDamagedException(
                name,
                "it was read back with other bytes than were copied"
            );
        }
    }

    private bool IsSound(string name, byte[] blob)
    {
        try
        {
            return SealedBlob.Authenticates(keys, name, blob);
        }
        catch (VaultFormatTooNewException)
        {
            lock (damaged)
            {
                tooNew.Add(name);
            }
            return false;
        }
    }

    /// <summary>
    /// What the source does not have is deleted, or kept whole, where the destination has roots of its own or the source has
    /// lost what belongs to its roots.
    /// </summary>
    private async Task<(int RootsKept, int Deleted)> EndAsync(CancellationToken cancellationToken)
    {
        var leftovers = new CopyLeftovers(source, keys);
        var strangers = await StrangersAsync(cancellationToken);
        var kept = await leftovers.RootsOfItsOwnAsync(strangers, cancellationToken);
        lost = await leftovers.LostAsync(strangers, cancellationToken);
        var deletes = kept == 0 && damaged.Count == 0 && lost.Count == 0;
        foreach (var name in strangers)
        {
            if (deletes)
                await destination.DeleteAsync(name, cancellationToken);
            else if (!await IsSoundThereAsync(name, cancellationToken))
                damagedThere.Add(name);
        }
        return (kept, deletes ? strangers.Count : 0);
    }

    /// <summary>Roots first, so that none is ever there without what it needs.</summary>
    private async Task<IReadOnlyList<string>> StrangersAsync(CancellationToken cancellationToken)
    {
        var strangers = new List<string>();
        foreach (var prefix in RootsFirst.Concat(PacksFirst.Reverse()))
        {
            var wanted = await ListAsync(source, prefix, cancellationToken);
            var there = await ListAsync(destination, prefix, cancellationToken);
            strangers.AddRange(there.Keys.Where(name => !wanted.ContainsKey(name)));
        }
        return strangers;
    }

    private async Task<Dictionary<string, Dictionary<string, long>>> ListAsync(
        IEnumerable<string> prefixes,
        CancellationToken cancellationToken
    )
    {
        var listed = new Dictionary<string, Dictionary<string, long>>(StringComparer.Ordinal);
        foreach (var prefix in prefixes)
        {
            var blobs = await ListAsync(source, prefix, cancellationToken);
            if (string.Equals(prefix, BlobNames.Indexes, StringComparison.Ordinal))
            {
                // Once more, for what one listing alone may miss: see IndexBlobs.ListAsync.
                foreach (var blob in await ListAsync(source, prefix, cancellationToken))
                    blobs[blob.Key] = blob.Value;
            }
            listed.Add(prefix, blobs);
        }
        return listed;
    }

    private static ValueTask<Dictionary<string, long>> ListAsync(
        IBlobStore store,
        string prefix,
        CancellationToken cancellationToken
    ) =>
        store
            .ListAsync(prefix, cancellationToken)
            .ToDictionaryAsync(
                blob => blob.Name,
                blob => blob.Length,
                StringComparer.Ordinal,
                cancellationToken
            );
}
