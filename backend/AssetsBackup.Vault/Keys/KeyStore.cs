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
        var entry = WrappedMaster.Wrap(key, tenant, master);
        return await DurableFile.CreateAsync(PathOf(tenant), directory, entry, cancellationToken)
            ? new TenantKeys(tenant, master)
            : throw new KeyEntryExistsException(tenant);
    }

    /// <summary>Unwraps the tenant's master.</summary>
    /// <exception cref="KeyEntryNotFoundException">The tenant has no entry.</exception>
    /// <exception cref="WrongOperatorKeyException">The entry was wrapped by another operator key.</exception>
    /// <exception cref="KeyEntryDamagedException">The entry does not decode or does not authenticate.</exception>
    public async Task<TenantKeys> OpenAsync(Guid tenant, CancellationToken cancellationToken)
    {
        if (!File.Exists(PathOf(tenant)))
        {
            throw new KeyEntryNotFoundException(tenant);
        }
        var entry = await File.ReadAllBytesAsync(PathOf(tenant), cancellationToken);
        return new TenantKeys(tenant, WrappedMaster.Unwrap(key, tenant, entry));
    }

    /// <summary>Whether the tenant has an entry, readable or not.</summary>
    public Task<bool> ExistsAsync(Guid tenant, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(File.Exists(PathOf(tenant)));
    }

    /// <summary>Deletes the tenant's entry for ever; an absent entry is no error.</summary>
    public Task DestroyAsync(Guid tenant, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        DurableFile.Delete(PathOf(tenant));
        return Task.CompletedTask;
    }

    private string PathOf(Guid tenant) =>
        Path.Combine(Path.GetFullPath(directory), $"{tenant:N}.key");
}
