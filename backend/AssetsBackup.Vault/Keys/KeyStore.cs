namespace AssetsBackup.Vault;

/// <summary>
/// The tenants' master keys, each wrapped by the operator key in a file of its own. The directory is kept apart from
/// vaults and database: deleting an entry makes the tenant's vault unreadable for ever.
/// </summary>
/// <param name="directory">Where the entries lie; made when the first entry is.</param>
/// <param name="key">The operator key that wraps the entries.</param>
public sealed class KeyStore(string directory, OperatorKey key)
{
    private string PathOf(Guid tenant) => Path.Combine(directory, $"{tenant:N}.{key.Id}");

    /// <summary>Makes a random master for the tenant and stores it durably before returning.</summary>
    /// <exception cref="KeyEntryExistsException">The tenant already has an entry.</exception>
    public Task<TenantKeys> CreateAsync(Guid tenant, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    /// <summary>Unwraps the tenant's master.</summary>
    /// <exception cref="KeyEntryNotFoundException">The tenant has no entry.</exception>
    /// <exception cref="WrongOperatorKeyException">The entry was wrapped by another operator key.</exception>
    /// <exception cref="KeyEntryDamagedException">The entry does not decode or does not authenticate.</exception>
    public Task<TenantKeys> OpenAsync(Guid tenant, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    /// <summary>Whether the tenant has an entry, readable or not.</summary>
    public Task<bool> ExistsAsync(Guid tenant, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    /// <summary>Deletes the tenant's entry for ever; an absent entry is no error.</summary>
    public Task DestroyAsync(Guid tenant, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
