using System.Security.Cryptography;

namespace AssetsBackup.Vault;

/// <summary>
/// The tenants' master keys, each wrapped by the operator key in a file of its own. The directory is kept apart from
/// vaults and database: deleting an entry makes the tenant's vault unreadable for ever.
/// </summary>
/// <param name="directory">Where the entries lie; made when the first entry is.</param>
/// <param name="key">The operator key that wraps the entries.</param>
public sealed class KeyStore(string directory, OperatorKey key)
{
    /// <summary>Makes a random master for the tenant and stores it durably before returning.</summary>
    /// <exception cref="KeyEntryExistsException">The tenant already has an entry.</exception>
    public async Task<TenantKeys> CreateAsync(Guid tenant, CancellationToken cancellationToken)
    {
        DurableFile.CreateDirectory(directory);
        var master = RandomNumberGenerator.GetBytes(TenantKeys.Size);
        var content = new TenantMaster(BlobHeader.FirstEpoch, master);
        var entry = WrappedMaster.Wrap(key, tenant, content);
        return await DurableFile.CreateAsync(PathOf(tenant), directory, entry, cancellationToken)
            ? new TenantKeys(tenant, content)
            : throw new KeyEntryExistsException(tenant);
    }

    /// <summary>Unwraps the tenant's master.</summary>
    /// <exception cref="KeyEntryNotFoundException">The tenant has no entry.</exception>
    /// <exception cref="WrongOperatorKeyException">The entry was wrapped by another operator key.</exception>
    /// <exception cref="KeyEntryDamagedException">The entry does not decode or does not authenticate.</exception>
    public async Task<TenantKeys> OpenAsync(Guid tenant, CancellationToken cancellationToken)
    {
        var entry = await ReadAsync(tenant, cancellationToken);
        return new TenantKeys(tenant, WrappedMaster.Unwrap(key, tenant, entry));
    }

    /// <summary>The tenants that have an entry, in no order. Files of other names are passed over.</summary>
    public IReadOnlyList<Guid> Tenants() =>
        Directory.Exists(directory)
            ? [.. Directory.EnumerateFiles(directory, "*.key").Select(TenantOf).OfType<Guid>()]
            : [];

    /// <summary>
    /// Begins a new data epoch: blobs written from now on by vaults opened after the call lie under a new data key. Older
    /// blobs stay as they are and stay readable.
    /// </summary>
    /// <returns>The new epoch.</returns>
    /// <exception cref="KeyStoreException">As for <see cref="OpenAsync"/>; nothing was changed.</exception>
    public async Task<uint> AdvanceEpochAsync(Guid tenant, CancellationToken cancellationToken)
    {
        var old = WrappedMaster.Unwrap(key, tenant, await ReadAsync(tenant, cancellationToken));
        var content = old with { Epoch = checked(old.Epoch + 1) };
        await ReplaceAsync(tenant, WrappedMaster.Wrap(key, tenant, content), cancellationToken);
        return content.Epoch;
    }

    /// <summary>
    /// Wraps the tenant's master by another operator key; the vault itself is not touched. A killed call leaves the entry
    /// whole under one of the two keys, and calling again completes it.
    /// </summary>
    /// <returns>False when the entry was already wrapped by <paramref name="next"/>.</returns>
    /// <exception cref="KeyStoreException">
    /// As for <see cref="OpenAsync"/>; <see cref="WrongOperatorKeyException"/> when neither key wrapped the entry. Nothing
    /// was changed.
    /// </exception>
    public async Task<bool> RewrapAsync(
        Guid tenant,
        OperatorKey next,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(next);
        var entry = await ReadAsync(tenant, cancellationToken);
        var wrappedBy = WrappedMaster.WrappedBy(tenant, entry);
        if (string.Equals(wrappedBy, next.Id, StringComparison.Ordinal))
        {
            WrappedMaster.Unwrap(next, tenant, entry);
            return false;
        }
        var content = WrappedMaster.Unwrap(key, tenant, entry);
        await ReplaceAsync(tenant, WrappedMaster.Wrap(next, tenant, content), cancellationToken);
        return true;
    }

    /// <summary>Whether the tenant has an entry, readable or not.</summary>
    public Task<bool> ExistsAsync(Guid tenant, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(File.Exists(PathOf(tenant)));
    }

    /// <summary>Deletes the tenant's entry for ever, and what a crash may have left of it; an absent entry is no error.</summary>
    public Task DestroyAsync(Guid tenant, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        DurableFile.Delete(PathOf(tenant));
        if (Directory.Exists(directory))
            foreach (var left in Directory.EnumerateFiles(directory, $"{tenant:N}.key.*"))
                DurableFile.Delete(left);
        return Task.CompletedTask;
    }

    private async Task<byte[]> ReadAsync(Guid tenant, CancellationToken cancellationToken) =>
        File.Exists(PathOf(tenant))
            ? await File.ReadAllBytesAsync(PathOf(tenant), cancellationToken)
            : throw new KeyEntryNotFoundException(tenant);

    private Task ReplaceAsync(Guid tenant, byte[] entry, CancellationToken cancellationToken) =>
        DurableFile.ReplaceAsync(PathOf(tenant), directory, entry, cancellationToken);

    /// <summary>Null for a file that no entry of ours would lie in.</summary>
    private Guid? TenantOf(string path) =>
        Guid.TryParseExact(Path.GetFileNameWithoutExtension(path), "N", out var tenant)
        && string.Equals(Path.GetFullPath(path), PathOf(tenant), StringComparison.Ordinal)
            ? tenant
            : null;

    private string PathOf(Guid tenant) =>
        Path.Combine(Path.GetFullPath(directory), $"{tenant:N}.key");
}
