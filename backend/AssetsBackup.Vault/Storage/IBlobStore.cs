namespace AssetsBackup.Vault;

/// <summary>
/// Where one tenant's blobs lie: small immutable byte strings under names. An instance sees one tenant only.
/// <para>
/// Names are one to four parts joined by '/'; a part is 1-80 characters of a-z, 0-9, '-' and '.', and starts with a
/// letter or digit. A blob has at most 1,900,000 bytes. Anything else is an <see cref="ArgumentException"/>.
/// </para>
/// <para>
/// A blob is visible whole or not at all, to every reader, at every moment, also after a crash. Every failure of the
/// store is an <see cref="IOException"/>. All methods may be called from several threads.
/// </para>
/// </summary>
public interface IBlobStore
{
    /// <summary>
    /// Stores a new blob. On return it is durable: it survives a loss of power. When the call fails for any other reason
    /// than <see cref="BlobExistsException"/>, the blob may be stored or not; if it is, it is whole.
    /// </summary>
    /// <exception cref="BlobExistsException">A blob of this name exists, whatever its bytes; it is unchanged.</exception>
    Task PutAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>Reads a whole blob. A blob whose put returned is found by every later get.</summary>
    /// <exception cref="BlobNotFoundException">No blob has this name.</exception>
    Task<byte[]> GetAsync(string name, CancellationToken cancellationToken);

    /// <summary>
    /// Lists the blobs whose name begins with <paramref name="prefix"/>, in no order. Blobs put before the call and not
    /// deleted meanwhile are all listed, once; blobs put or deleted during the listing may be listed or not. Whatever else
    /// lies in the store's place, under a name that is no blob's, is passed over.
    /// </summary>
    /// <param name="prefix">Empty for all, or whole parts with a '/' at the end.</param>
    /// <param name="cancellationToken">Stops the listing.</param>
    IAsyncEnumerable<BlobInfo> ListAsync(string prefix, CancellationToken cancellationToken);

    /// <summary>
    /// Deletes a blob; an absent one is no error. When the call fails, the blob may be there or not. After a loss of power a
    /// deleted blob may be there again, unless a later put under its name returned.
    /// </summary>
    Task DeleteAsync(string name, CancellationToken cancellationToken);
}

/// <summary>A stored blob.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Length">Its length in bytes.</param>
public readonly record struct BlobInfo(string Name, long Length);

/// <summary>A blob of this name is already stored.</summary>
public sealed class BlobExistsException(string name, Exception? inner = null)
    : IOException($"Blob '{name}' already exists", inner);

/// <summary>No blob of this name is stored.</summary>
public sealed class BlobNotFoundException(string name, Exception? inner = null)
    : IOException($"Blob '{name}' does not exist", inner);
