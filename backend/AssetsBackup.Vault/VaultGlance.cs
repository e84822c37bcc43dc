namespace AssetsBackup.Vault;

/// <summary>
/// A look at a store from outside: whether a tenant's vault is there, and what is committed in it. It reads no index and
/// changes nothing.
/// </summary>
/// <param name="store">The tenant's store.</param>
/// <param name="keys">The tenant's keys.</param>
public sealed class VaultGlance(IBlobStore store, TenantKeys keys)
{
    private readonly SealedBlobs blobs = new(store, keys);

    /// <summary>Whether the store holds a vault that these keys open; false where it has no vault blob.</summary>
    /// <exception cref="ForeignTenantException">The vault belongs to another tenant than the keys.</exception>
    /// <exception cref="VaultFormatTooNewException">The vault was made by a newer program.</exception>
    /// <exception cref="VaultDamagedException">The vault blob does not open with these keys.</exception>
    public async Task<bool> IsThereAsync(CancellationToken cancellationToken)
    {
        try
        {
            await VaultHeader.CheckAsync(blobs, cancellationToken);
            return true;
        }
        catch (BlobNotFoundException)
        {
            return false;
        }
    }

    /// <summary>
    /// Whether the vault opens: false where its vault blob is missing or damaged, and a pack proves whose it is. For who is about to
    /// tell of damage: a store that belongs to somebody else is not damaged.
    /// </summary>
    /// <exception cref="VaultMissingException">The store is empty.</exception>
    /// <exception cref="ForeignTenantException">The vault belongs to another tenant than the keys.</exception>
    /// <exception cref="VaultFormatTooNewException">The vault was made by a newer program.</exception>
    /// <exception cref="NothingOpensException">The vault blob is missing or damaged, and no pack opens with these keys.</exception>
    public Task<bool> OpensAsync(CancellationToken cancellationToken) =>
        Repair.OpensAsync(blobs, cancellationToken);

    /// <summary>The ids of the committed roots of a kind, by the names of their records: whether those open is not asked.</summary>
    public ValueTask<HashSet<Guid>> ListAsync(RootKind kind, CancellationToken cancellationToken) =>
        new RootRecords(blobs)
            .RevisionsAsync(kind, id: null, cancellationToken)
            .Select(root => root.Id)
            .ToHashSetAsync(comparer: null, cancellationToken);

    /// <summary>The committed roots of a kind, each at its highest readable revision, of a vault that may not open.</summary>
    /// <exception cref="VaultDamagedException">A root record is damaged; all readable ones were listed before.</exception>
    /// <exception cref="VaultFormatTooNewException">As for a damaged one, of one that a newer program wrote.</exception>
    public IAsyncEnumerable<RootRecord> ReadAsync(
        RootKind kind,
        CancellationToken cancellationToken
    ) => new RootRecords(blobs).ListAsync(kind, cancellationToken);

    /// <summary>Whether a root is committed in it.</summary>
    public Task<bool> HasAsync(RootKind kind, Guid id, CancellationToken cancellationToken) =>
        new RootRecords(blobs).ExistsAsync(kind, id, revision: 1, cancellationToken);
}
