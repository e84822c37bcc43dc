namespace AssetsBackup.Vault;

/// <summary>
/// Reads one committed root. All methods may be called from several threads, and throw
/// <see cref="VaultDamagedException"/> where a blob they need is damaged, <see cref="RecordNotFoundException"/> where no
/// index knows a record they need, and <see cref="TreeNotFoundException"/> for a tree that the root does not have.
/// </summary>
public sealed class RootReader
{
    internal RootReader(RootRecord record) => Record = record;

    /// <summary>The root's record.</summary>
    public RootRecord Record { get; }

    /// <summary>Lists a tree, or one group of it, in order. Reads tree pages only.</summary>
    public IAsyncEnumerable<TreeEntry> ListAsync(
        string tree,
        string? group,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException();

    /// <summary>Finds one entry; null when the tree does not have it.</summary>
    public ValueTask<TreeEntry?> FindAsync(
        string tree,
        string group,
        string id,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException();

    /// <summary>Reads a record's content, checked against its id.</summary>
    public ValueTask<byte[]> ReadRecordAsync(RecordId id, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    /// <summary>Lists a tree, or one group of it, in order, each entry with its record's content.</summary>
    public IAsyncEnumerable<(TreeEntry Entry, ReadOnlyMemory<byte> Content)> ReadAsync(
        string tree,
        string? group,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException();
}
