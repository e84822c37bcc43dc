namespace AssetsBackup.Vault;

/// <summary>Blobs as files below a directory, one folder a tenant. See <see cref="IBlobStore"/> for the promises kept.</summary>
public sealed class DirectoryBlobStore : IBlobStore
{
    /// <summary>Opens the store of one tenant; nothing is written before the first put.</summary>
    /// <param name="directory">The directory of the whole store; the tenant's folder is made below it.</param>
    /// <param name="tenant">The tenant whose blobs this instance sees.</param>
    public DirectoryBlobStore(string directory, Guid tenant) => throw new NotSupportedException();

    /// <inheritdoc/>
    public Task PutAsync(
        string name,
        ReadOnlyMemory<byte> content,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException();

    /// <inheritdoc/>
    public Task<byte[]> GetAsync(string name, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    /// <inheritdoc/>
    public IAsyncEnumerable<BlobInfo> ListAsync(
        string prefix,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException();

    /// <inheritdoc/>
    public Task DeleteAsync(string name, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
