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

    /// <summary>Lists a tree in order from a group and id on, whether it has that entry or not. Reads the pages from there on only.</summary>
    public IAsyncEnumerable<TreeEntry> ListFromAsync(
        string tree,
        string group,
        string id,
        CancellationToken cancellationToken
    ) => trees.ListFromAsync(RootPageOf(tree), new EntryKey(group, id), cancellationToken);

    /// <summary>Finds one entry; null when the tree does not have it.</summary>
    public ValueTask<TreeEntry?> FindAsync(
        string tree,
        string group,
        string id,
        CancellationToken cancellationToken
    ) => new(trees.FindAsync(RootPageOf(tree), new EntryKey(group, id), cancellationToken));

    /// <summary>
    /// Lists in order what a tree has otherwise than the tree of that name in an earlier root of the same vault. Reads only
    /// the pages in which they differ. A tree that a root does not have counts as empty.
    /// </summary>
    public async IAsyncEnumerable<TreeDifference> DifferencesFromAsync(
        RootRecord earlier,
        string tree,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(earlier);
        var before = earlier.Trees.GetValueOrDefault(tree);
        var after = Record.Trees.GetValueOrDefault(tree);
        if (before is null && after is null)
            throw new TreeNotFoundException(tree);
        if (before is not null && after is not null)
        {
            var comparison = new TreeComparison(vault.Records);
            await foreach (
                var difference in comparison.ListAsync(before.Root, after.Root, cancellationToken)
            )
                yield return difference;
            yield break;
        }
        var only = trees.ListAsync((before ?? after)!.Root, group: null, cancellationToken);
        await foreach (var entry in only)
        {
            yield return before is null
                ? new TreeDifference(null, entry)
                : new TreeDifference(entry, null);
        }
    }

    /// <summary>
    /// Reads a record's content in pieces of at most 1 MiB, for content of any length. That the whole has its id is known
    /// only after the last piece.
    /// </summary>
    public IAsyncEnumerable<ReadOnlyMemory<byte>> ReadPiecesAsync(
        RecordId id,
        CancellationToken cancellationToken
    ) => vault.Records.ReadPiecesAsync(id, cancellationToken);

    /// <summary>Reads a record's content, checked against its id.</summary>
    /// <exception cref="IOException">It has more than 2 GiB: read it in pieces.</exception>
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

    /// <summary>
    /// Lists a whole tree in order as <see cref="ReadAsync"/> does, but goes on where a record or a page is damaged or not
    /// there: <paramref name="lost"/> is told what that costs. Damage throws only where the tree's first page is lost; a blob
    /// of a newer format throws <see cref="VaultFormatTooNewException"/> and the store's own failures <see cref="IOException"/>,
    /// wherever they are met.
    /// </summary>
    /// <exception cref="VaultMissingException">Something seems lost, and the store is empty: it is away, and nothing is lost.</exception>
    /// <exception cref="VaultDamagedException">The first page is lost; or something seems lost, and the vault blob is not read either.</exception>
    public async IAsyncEnumerable<(TreeEntry Entry, ReadOnlyMemory<byte> Content)> ReadSoundAsync(
        string tree,
        Action<LostEntries> lost,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var isHit = false;
        var entries = trees.ListSoundAsync(
            RootPageOf(tree),
            (page, reason) => Lose(new LostEntries(null, page.Entries, reason)),
            cancellationToken
        );
        await foreach (var entry in entries)
        {
            ReadOnlyMemory<byte> content;
            try
            {
                content = await vault.Records.ReadContentAsync(entry.Record, cancellationToken);
            }
            catch (VaultException e) when (e is VaultDamagedException or RecordNotFoundException)
            {
                if (!isHit)
                    await VaultHeader.OpenAsync(vault.Blobs, cancellationToken);
                Lose(new LostEntries(entry, 1, e));
                continue;
            }
            yield return (entry, content);
        }
        // Pages may have come from memory: of a storage that went away everything seems lost.
        if (isHit)
            await VaultHeader.OpenAsync(vault.Blobs, cancellationToken);

        void Lose(LostEntries what)
        {
            isHit = true;
            lost(what);
        }
    }

    private RecordId RootPageOf(string tree) =>
        Record.Trees.TryGetValue(tree, out var summary)
            ? summary.Root
            : throw new TreeNotFoundException(tree);
}
