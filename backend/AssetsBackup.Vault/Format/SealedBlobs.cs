namespace AssetsBackup.Vault;

/// <summary>One tenant's store seen through its keys: content goes in and comes out, sealed blobs lie there.</summary>
internal sealed class SealedBlobs(IBlobStore store, TenantKeys keys)
{
    internal IBlobStore Store { get; } = store;

    internal TenantKeys Keys { get; } = keys;

    /// <summary>Stores content under the name and returns the stored length in bytes.</summary>
    internal async Task<int> PutAsync(
        string name,
        BlobKind kind,
        BlobId id,
        ReadOnlyMemory<byte> content,
        CancellationToken cancellationToken
    )
    {
        var blob = SealedBlob.Seal(Keys, name, kind, id, content.Span);
        await Store.PutAsync(name, blob, cancellationToken);
        return blob.Length;
    }

    /// <exception cref="VaultDamagedException">It is missing, does not authenticate or does not decode.</exception>
    internal async Task<byte[]> GetAsync(
        string name,
        BlobKind kind,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var blob = await Store.GetAsync(name, cancellationToken);
            return SealedBlob.Open(Keys, name, kind, blob);
        }
        catch (BlobNotFoundException e)
        {
            throw new VaultDamagedException(name, "it is missing", e);
        }
    }

    /// <summary>Gets and decodes; what the decoder does not accept is damage of this blob.</summary>
    internal async Task<T> GetAsync<T>(
        string name,
        BlobKind kind,
        Func<byte[], T> decode,
        CancellationToken cancellationToken
    )
    {
        var content = await GetAsync(name, kind, cancellationToken);
        try
        {
            return decode(content);
        }
        catch (MalformedException e)
        {
            throw new VaultDamagedException(name, e.Message, e);
        }
    }
}
