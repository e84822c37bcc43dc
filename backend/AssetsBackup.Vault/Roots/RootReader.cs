using System.Runtime.CompilerServices;

namespace AssetsBackup.Vault;

/// <summary>
/// Reads one committed root. All methods may be called from several threads, and throw
/// <see cref="VaultDamagedException"/> where a blob they need is damaged, <see cref="RecordNotFoundException"/> where no
/// index knows a record they need, and <see cref="TreeNotFoundException"/> for a tree that the root does not have.
/// </summary>
public sealed class RootReader
{
    private readonly VaultContext vault;
    private readonly TreeReader trees;

    internal RootReader(VaultContext vault, RootRecord record)
    {
        this.vault = vault;
        trees = new TreeReader(vault.Records);
        Record = record;
    }

    /// <summary>The root's record.</summary>
    public RootRecord Record { get; }

    /// <summary>Lists a tree, or one group of it, in order. Reads tree pages only.</summary>
    public IAsyncEnumerable<TreeEntry> ListAsync(
        string tree,
        string? group,
        CancellationToken cancellationToken
    ) => trees.ListAsync(RootPageOf(tree), group, cancellationToken);

    /// <summary>Finds one entry; null when the tree does not have it.</summary>
    public ValueTask<TreeEntry?> FindAsync(
        string tree,
        string group,
        string id,
        CancellationToken cancellationToken
    ) => new(trees.FindAsync(RootPageOf(tree), new EntryKey(group, id), cancellationToken));

    /// <summary>Reads a record's content, checked against its id.</summary>
    public async ValueTask<byte[]> ReadRecordAsync(RecordId id, CancellationToken cancellationToken)
    {
        var content = await vault.Records.ReadContentAsync(id, cancellationToken);
        return content.ToArray();
    }

    /// <summary>Lists a tree, or one group of it, in order, each entry with its record's content.</summary>
    public async IAsyncEnumerable<(TreeEntry Entry, ReadOnlyMemory<byte> Content)> ReadAsync(
        string tree,
        string? group,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await foreach (var entry in ListAsync(tree, group, cancellationToken))
        {
            yield return (
                entry,
                await vault.Records.ReadContentAsync(entry.Record, cancellationToken)
            );
        }
    }

    private RecordId RootPageOf(string tree) =>
        Record.Trees.TryGetValue(tree, out var summary)
            ? summary.Root
            : throw new TreeNotFoundException(tree);
}
