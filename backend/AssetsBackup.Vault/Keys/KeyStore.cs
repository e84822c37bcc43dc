using System.Security.Cryptography;

namespace AssetsBackup.Vault;

/// <summary>
/// The tenants' master keys, each wrapped by the operator key in a file of its own. The directory is kept apart from
/// vaults and database: deleting an entry makes the tenant's vault unreadable for ever. Changes are made one at a time, so
/// that none brings a destroyed entry back: while another process makes one, a call fails with an
/// <see cref="IOException"/> and has changed nothing.
/// </summary>
/// <param name="directory">Where the entries lie; made when the first entry is.</param>
/// <param name="key">The operator key that wraps the entries.</param>
public sealed class KeyStore(string directory, OperatorKey key)
{
    private const string LockFile = ".lock";

    // As Windows matches by habit, a pattern that ends with '.*' is also met by the name before it.
    private static readonly EnumerationOptions Literally = new() { MatchType = MatchType.Simple };

    // Of all key stores of this process: changes are rare and take milliseconds.
    private static readonly SemaphoreSlim Gate = new(1, 1);

    /// <summary>Makes a random master for the tenant and stores it durably before returning.</summary>
    /// <exception cref="KeyEntryExistsException">The tenant already has an entry.</exception>
    public async Task<TenantKeys> CreateAsync(Guid tenant, CancellationToken cancellationToken)
    {
        using var change = await BeginChangeAsync(cancellationToken);
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
    public IReadOnlyList<Guid> Tenants() => TenantsIn(directory);

    /// <summary>
    /// The ids of the operator keys that wrapped the entries of a key store, none of which has to be given: more than one only
    /// after an interrupted <see cref="RewrapAsync"/>. Damaged entries are passed over.
    /// </summary>
    /// <param name="directory">Where the entries lie, if there are any.</param>
    public static IReadOnlyList<string> OperatorKeyIds(string directory) =>
        [
            .. TenantsIn(directory)
                .Select(tenant =>
                    WrappedMaster.FindWrappedBy(File.ReadAllBytes(PathOf(directory, tenant)))
                )
                .OfType<string>()
                .Distinct(StringComparer.Ordinal),
        ];

    /// <summary>
    /// Begins a new data epoch: blobs written from now on by vaults opened after the call lie under a new data key. Older
    /// blobs stay as they are and stay readable.
    /// </summary>
    /// <returns>The new epoch.</returns>
    /// <exception cref="KeyStoreException">As for <see cref="OpenAsync"/>; nothing was changed.</exception>
    public async Task<uint> AdvanceEpochAsync(Guid tenant, CancellationToken cancellationToken)
    {
        using var change = await BeginChangeAsync(cancellationToken);
        var old = WrappedMaster.Unwrap(key, tenant, await ReadAsync(tenant, cancellationToken));
        var content = old with { Epoch = checked(old.Epoch + 1) };
        await ReplaceAsync(tenant, WrappedMaster.Wrap(key, tenant, content), cancellationToken);
        return content.Epoch;
    }

    /// <summary>
    /// Wraps the tenant's master by another operator key; the vault itself is not touched. A killed call leaves the entry
    /// whole under one of the two keys, and calling again completes it. Once it returns nothing is left in the directory that
    /// the old key opens.
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
        using var change = await BeginChangeAsync(cancellationToken);
        var entry = await ReadAsync(tenant, cancellationToken);
        var wrappedBy = WrappedMaster.WrappedBy(tenant, entry);
        if (string.Equals(wrappedBy, next.Id, StringComparison.Ordinal))
        {
            WrappedMaster.Unwrap(next, tenant, entry);
            DeleteLeftovers(tenant);
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
    public async Task DestroyAsync(Guid tenant, CancellationToken cancellationToken)
    {
        using var change = await BeginChangeAsync(cancellationToken);
        // The entry last: as long as it is there, a call that was killed is known not to have ended.
        DeleteLeftovers(tenant);
        DurableFile.Delete(PathOf(tenant));
    }

    /// <exception cref="IOException">Another process makes a change.</exception>
    private async Task<Change> BeginChangeAsync(CancellationToken cancellationToken)
    {
        await Gate.WaitAsync(cancellationToken);
        try
        {
            DurableFile.CreateDirectory(directory);
            return new Change(
                new FileStream(
                    Path.Combine(directory, LockFile),
                    FileMode.OpenOrCreate,
                    FileAccess.ReadWrite,
                    FileShare.None
                )
            );
        }
        catch
        {
            Gate.Release();
            throw;
        }
    }

    private async Task<byte[]> ReadAsync(Guid tenant, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllBytesAsync(PathOf(tenant), cancellationToken);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new KeyEntryNotFoundException(tenant);
        }
    }

    private async Task ReplaceAsync(Guid tenant, byte[] entry, CancellationToken cancellationToken)
    {
        await DurableFile.ReplaceAsync(PathOf(tenant), directory, entry, cancellationToken);
        DeleteLeftovers(tenant);
    }

    /// <summary>What killed calls left: whole entries, some of them under an earlier operator key.</summary>
    private void DeleteLeftovers(Guid tenant)
    {
        foreach (var left in Directory.EnumerateFiles(directory, $"{tenant:N}.key.*", Literally))
            DurableFile.Delete(left);
    }

    /// <exception cref="IOException">The directory cannot be looked at: that is not the same as an empty one.</exception>
    private static IReadOnlyList<Guid> TenantsIn(string directory)
    {
        try
        {
            return
            [
                .. Directory
                    .EnumerateFiles(directory, "*.key")
                    .Select(path => TenantOf(directory, path))
                    .OfType<Guid>(),
            ];
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
    }

    /// <summary>Null for a file that no entry of ours would lie in.</summary>
    private static Guid? TenantOf(string directory, string path) =>
        Guid.TryParseExact(Path.GetFileNameWithoutExtension(path), "N", out var tenant)
        && string.Equals(
            Path.GetFullPath(path),
            PathOf(directory, tenant),
            StringComparison.Ordinal
        )
            ? tenant
            : null;

    private string PathOf(Guid tenant) => PathOf(directory, tenant);

    private static string PathOf(string directory, Guid tenant) =>
        Path.Combine(Path.GetFullPath(directory), $"{tenant:N}.key");

    /// <summary>Nobody else changes an entry until it is disposed of.</summary>
    private sealed class Change(FileStream file) : IDisposable
    {
        public void Dispose()
        {
            file.Dispose();
            Gate.Release();
        }
    }
}
