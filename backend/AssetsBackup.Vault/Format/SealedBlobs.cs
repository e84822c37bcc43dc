using System.Buffers;

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
        var blob = ArrayPool<byte>.Shared.Rent(SealedBlob.MaxLength(content.Length));
        try
        {
            var header = new BlobHeader(BlobHeader.CurrentVersion, kind, Keys.Epoch, id);
            var length = SealedBlob.SealInto(blob, Keys, name, header, content.Span);
            await Store.PutAsync(name, blob.AsMemory(0, length), cancellationToken);
            return length;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(blob);
        }
    }

    /// <summary>
    /// As <see cref="PutAsync"/>, and reads it back. What came back otherwise is deleted again: by its name it would be taken for
    /// what it is not.
    /// </summary>
    /// <exception cref="VaultDamagedException">It is missing, or was read back with other content.</exception>
    internal async Task<int> PutAndReadBackAsync(
        string name,
        BlobKind kind,
        BlobId id,
        ReadOnlyMemory<byte> content,
        CancellationToken cancellationToken
    )
    {
        var length = await PutAsync(name, kind, id, content, cancellationToken);
        try
        {
            await ReadBackAsync(name, kind, content, cancellationToken);
        }
        catch (VaultDamagedException e) when (!e.IsMissing)
        {
            await Store.DeleteAsync(name, CancellationToken.None);
            throw;
        }
        return length;
    }

    /// <summary>Reads a blob back and compares what it opens to.</summary>
    /// <exception cref="VaultDamagedException">It is missing or opens to anything else than <paramref name="content"/>.</exception>
    internal async Task ReadBackAsync(
        string name,
        BlobKind kind,
        ReadOnlyMemory<byte> content,
        CancellationToken cancellationToken
    )
    {
        var blob = await GetBlobAsync(name, cancellationToken);
        if (!SealedBlob.OpensTo(content.Span, Keys, name, kind, blob))
        {
            throw new VaultDamagedException(
                name,
                "it was read back with other content than was stored"
            );
        }
    }

    /// <exception cref="VaultDamagedException">It is missing, does not authenticate or does not decode.</exception>
    internal async Task<byte[]> GetAsync(
        string name,
        BlobKind kind,
        CancellationToken cancellationToken
    ) => SealedBlob.Open(Keys, name, kind, await GetBlobAsync(name, cancellationToken));

    /// <summary>Gets a pack, its records under the ids that their bytes have.</summary>
    /// <exception cref="VaultDamagedException">It is missing, does not authenticate or does not decode.</exception>
    internal Task<Pack> GetPackAsync(string name, CancellationToken cancellationToken) =>
        GetAsync(name, BlobKind.Pack, content => Pack.Decode(Keys, content), cancellationToken);

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

    /// <summary>What a reading gives; null when the blob was deleted since it was listed.</summary>
    internal static async Task<T?> UnlessGoneAsync<T>(Func<Task<T>> read)
        where T : class
    {
        try
        {
            return await read();
        }
        catch (VaultDamagedException e) when (e.IsMissing)
        {
            return null;
        }
    }

    private async Task<byte[]> GetBlobAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return await Store.GetAsync(name, cancellationToken);
        }
        catch (BlobNotFoundException e)
        {
            throw new VaultDamagedException(name, "it is missing", e);
        }
    }
}
