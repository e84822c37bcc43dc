namespace AssetsBackup.Vault;

/// <summary>Walks the trees of roots, and tells the findings which entries cannot be read.</summary>
internal sealed class TreeVerification(
    VaultIndex index,
    RecordReader records,
    VerifyFindings findings
)
{
    // Roots share most pages: a page whose entries were all found sound is not walked again for the next root.
    private readonly RecordIndex sound = new();

    // Revisions of one root share whole trees: what is lost of one is lost once.
    private readonly HashSet<(RootKind, Guid, string, RecordId)> walked = [];

    internal long EntriesChecked { get; private set; }

    /// <summary>Whether long records whose chunk list is in a pack are read through.</summary>
    internal Func<IndexedPack, bool> ReadsLong { get; init; } = _ => false;

    /// <summary>The packs that the walk came upon.</summary>
    internal HashSet<IndexedPack> Packs { get; } = [];

    internal async Task WalkAsync(RootRecord root, CancellationToken cancellationToken)
    {
        foreach (var (name, tree) in root.Trees)
        {
            if (!walked.Add((root.Kind, root.Id, name, tree.Root)))
                continue;
            var before = EntriesChecked;
            var place = new AffectedEntry(root.Kind, root.Id, name, Group: "", Id: "", Key: "");
            var top = new TreeItem(new EntryKey("", ""), tree.Entries, tree.Root);
            if (
                await WalkAsync(place, top, cancellationToken)
                && EntriesChecked - before != tree.Entries
            )
            {
                findings.Add(
                    BlobNames.Root(root.Kind, root.Id, root.Revision),
                    VerifyProblem.Damaged,
                    $"tree '{name}' has {EntriesChecked - before} entries, not {tree.Entries}"
                );
            }
        }
    }

    /// <summary>False when anything below the page is not sound.</summary>
    private async Task<bool> WalkAsync(
        AffectedEntry place,
        TreeItem item,
        CancellationToken cancellationToken
    )
    {
        if (sound[item.Page] != 0)
        {
            EntriesChecked += item.Entries;
            return true;
        }
        var page = await ReadPageAsync(place, item, cancellationToken);
        var isSound = page is not null;
        foreach (var child in page?.Items ?? [])
            isSound &= await WalkAsync(place, child, cancellationToken);
        foreach (var entry in page?.Entries ?? [])
        {
            EntriesChecked++;
            var affected = place with { Group = entry.Group, Id = entry.Id, Key = entry.Key };
            isSound &= await CheckAsync(affected, entry.Record, cancellationToken);
        }
        if (isSound)
            sound.TryAdd(item.Page, 1);
        return isSound;
    }

    private async Task<TreePage?> ReadPageAsync(
        AffectedEntry place,
        TreeItem item,
        CancellationToken cancellationToken
    )
    {
        try
        {
            if (index.TryFind(item.Page, out var pack, out _))
                Packs.Add(pack);
            return await records.ReadPageAsync(item.Page, cancellationToken);
        }
        catch (VaultException e)
        {
            findings.Add(
                e,
                place with
                {
                    Group = item.First.Group,
                    Id = item.First.Id,
                },
                item.Entries
            );
            return null;
        }
    }

    private async Task<bool> CheckAsync(
        AffectedEntry entry,
        RecordId record,
        CancellationToken cancellationToken
    )
    {
        var isSound = IsInSoundPack(entry, record, out var pack, out var isChunkList);
        if (!isSound || !isChunkList)
            return isSound;
        try
        {
            var chunks = await records.ReadChunkListAsync(record, cancellationToken);
            var isWhole = chunks.All(chunk => IsInSoundPack(entry, chunk, out _, out _));
            if (isWhole && ReadsLong(pack!))
                await ReadThroughAsync(record, cancellationToken);
            return isWhole;
        }
        catch (VaultException e)
        {
            findings.Add(e, entry, 1);
            return false;
        }
    }

    private async Task ReadThroughAsync(RecordId record, CancellationToken cancellationToken)
    {
        await foreach (var piece in records.ReadPiecesAsync(record, cancellationToken))
            _ = piece;
    }

    private bool IsInSoundPack(
        AffectedEntry entry,
        RecordId record,
        out IndexedPack? pack,
        out bool isChunkList
    )
    {
        if (!index.TryFind(record, out pack, out isChunkList))
        {
            findings.Add(new RecordNotFoundException(record), entry, 1);
            return false;
        }
        Packs.Add(pack);
        if (!pack.IsSound)
            findings.Affect(pack.Name, entry);
        return pack.IsSound;
    }
}
