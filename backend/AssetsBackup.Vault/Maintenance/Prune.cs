namespace AssetsBackup.Vault;

/// <summary>One pruning (docs/vault-format.md, "Pruning"). Killed anywhere, it leaves a whole vault and can be run again.</summary>
internal sealed class Prune(SealedBlobs blobs, TimeProvider clock, PruneMargins margins)
{
    internal async Task<PruneReport> RunAsync(CancellationToken cancellationToken)
    {
        VaultInventory inventory;
        try
        {
            inventory = await VaultInventory.ReadAsync(blobs, cancellationToken);
        }
        catch (VaultException e)
        {
            throw new PruneRefusedException(e.Message, e);
        }
        var now = clock.GetUtcNow();
        var old = inventory.Condemnations.Where(c => c.Since + margins.Condemned <= now).ToList();
        // First what frees room: a full store would refuse all that comes after.
        var due = Unneeded(inventory, old);
        await DeleteAsync(due.Select(pack => BlobNames.Pack(pack.Id)), cancellationToken);
        var merged = await MergeAsync(inventory, due, cancellationToken);
        await CondemnAnewAsync(inventory, old, cancellationToken);
        await DeleteAsync(old.Select(condemnation => condemnation.Name), cancellationToken);
        await DropLeftProgressAsync(cancellationToken);
        var repacked = await RepackAsync(inventory, cancellationToken);
        var condemned = inventory
            .Packs.Values.Where(pack => !pack.IsCondemned && !pack.IsNeeded)
            .Concat(repacked)
            .ToList();
        // From this moment on: a writer that looks right before it is to have all of the margin.
        await new CondemnedPacks(blobs).PutAsync(
            [.. condemned.Select(pack => pack.Id)],
            clock.GetUtcNow(),
            cancellationToken
        );
        var young = inventory.Condemnations.Except(old).ToList();
        var waiting = Unneeded(inventory, young).Except(due).ToList();
        return new PruneReport(
            due.Count,
            due.Sum(pack => pack.StoredBytes),
            condemned.Count,
            condemned.Sum(pack => pack.StoredBytes),
            repacked.Count,
            merged,
            waiting.Sum(pack => pack.StoredBytes),
            WaitingUntil(young, waiting),
            inventory.Packs.Values.Where(pack => pack.IsNeededWhole).Sum(pack => pack.StoredBytes)
        );
    }

    private DateTimeOffset? WaitingUntil(List<Condemnation> young, List<PackUse> waiting)
    {
        var packs = waiting.Select(pack => pack.Id).ToHashSet();
        return young
            .Where(condemnation => packs.Overlaps(condemnation.Packs))
            .Select(condemnation => (DateTimeOffset?)condemnation.Since + margins.Condemned)
            .Max();
    }

    /// <summary>Writes indexes anew without the packs that are gone.</summary>
    /// <returns>How many index blobs were replaced.</returns>
    private Task<int> MergeAsync(
        VaultInventory inventory,
        IEnumerable<PackUse> deleted,
        CancellationToken cancellationToken
    ) =>
        new IndexMerge(blobs, new IndexBlobs(blobs, inventory.Index)).RunAsync(
            Merged(inventory),
            [.. deleted.Where(pack => pack.IsIndexed).Select(pack => pack.Id), .. inventory.Gone],
            cancellationToken
        );

    /// <summary>All indexes; the small ones are written together when they are many.</summary>
    private IEnumerable<(string Name, bool Always)> Merged(VaultInventory inventory)
    {
        var isMany = inventory.Indexes.Count(IsSmall) > margins.SmallOnes;
        return inventory.Indexes.Select(index => (index.Key, isMany && IsSmall(index)));

        static bool IsSmall(KeyValuePair<string, long> index) =>
            index.Value * PackEntry.Size < VaultLimits.Part / 2;
    }

    /// <summary>Condemned, and still of no use to anyone.</summary>
    private static List<PackUse> Unneeded(
        VaultInventory inventory,
        IEnumerable<Condemnation> condemnations
    ) =>
        [
            .. condemnations
                .SelectMany(condemnation => condemnation.Packs)
                .Distinct()
                .Select(id => inventory.Packs.GetValueOrDefault(BlobNames.Pack(id)))
                .OfType<PackUse>()
                .Where(pack => !pack.IsNeeded),
        ];

    /// <summary>
    /// Before their condemnation goes: packs that are needed and damaged would be relied on again by all that comes after.
    /// </summary>
    private async Task CondemnAnewAsync(
        VaultInventory inventory,
        List<Condemnation> old,
        CancellationToken cancellationToken
    )
    {
        var younger = inventory.Condemnations.Except(old).SelectMany(c => c.Packs).ToHashSet();
        var needed = old.SelectMany(condemnation => condemnation.Packs)
            .Distinct()
            .Where(id => !younger.Contains(id))
            .Where(id =>
                inventory.Packs.TryGetValue(BlobNames.Pack(id), out var pack) && pack.IsNeeded
            );
        var damaged = await new UnreadablePacks(blobs).FindAsync(
            inventory.Index,
            needed,
            cancellationToken
        );
        await new CondemnedPacks(blobs).PutAsync(damaged, clock.GetUtcNow(), cancellationToken);
    }

    /// <summary>
    /// Packs of which too little is needed, and small ones when they are many. One that would be needed all the same afterwards
    /// would be written anew each time.
    /// </summary>
    private async Task<List<PackUse>> SparseAsync(
        VaultInventory inventory,
        CancellationToken cancellationToken
    )
    {
        var (sparse, small) = (new List<PackUse>(), new List<PackUse>());
        foreach (var pack in inventory.Packs.Values.Where(pack => pack.IsNeeded))
        {
            var isSmall = pack.RawBytes < margins.SmallPack;
            if (
                pack is { IsNeededWhole: false, IsCondemned: false }
                && (isSmall || pack.NeededBytes < pack.RawBytes * margins.LeastNeeded)
                && !await inventory.IsSpareAsync(pack, cancellationToken)
            )
                (isSmall ? small : sparse).Add(pack);
        }
        return small.Count > margins.SmallOnes ? [.. sparse, .. small] : sparse;
    }

    /// <returns>The packs of which nothing is needed any more. A damaged one is left as it is: verify names it.</returns>
    private async Task<List<PackUse>> RepackAsync(
        VaultInventory inventory,
        CancellationToken cancellationToken
    )
    {
        var repacked = new List<PackUse>();
        var sparse = await SparseAsync(inventory, cancellationToken);
        var index = inventory.Index;
        // In this index only, so that their records count as not there and are written anew.
        index.Condemn([.. sparse.Select(pack => pack.Id)]);
        await using var writer = new PackWriter(blobs, index);
        foreach (var use in sparse)
        {
            if (await TryReadAsync(index, use, cancellationToken) is not { } pack)
                continue;
            repacked.Add(use);
            for (var i = 0; i < pack.Entries.Length; i++)
            {
                var (id, type, _) = pack.Entries[i];
                if (index.IsMarkedIn(id, use.Id))
                    await writer.AddAsync(id, type, pack.At(i), cancellationToken);
            }
        }
        await writer.FlushAsync(new IndexBlobs(blobs, index), cancellationToken);
        return repacked;
    }

    private async Task<Pack?> TryReadAsync(
        VaultIndex index,
        PackUse use,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var pack = await blobs.GetPackAsync(BlobNames.Pack(use.Id), cancellationToken);
            index.RequireSame(use.Id, pack);
            return pack;
        }
        catch (VaultException)
        {
            return null;
        }
    }

    private async Task DeleteAsync(IEnumerable<string> names, CancellationToken cancellationToken)
    {
        foreach (var name in names)
            await blobs.Store.DeleteAsync(name, cancellationToken);
    }

    /// <summary>A writer that was killed right after its commit has left the parts of a root that needs them no more.</summary>
    private async Task DropLeftProgressAsync(CancellationToken cancellationToken)
    {
        var roots = new RootRecords(blobs);
        var unfinished = new UnfinishedRoots(blobs);
        foreach (var (root, parts) in await unfinished.ListAsync(cancellationToken))
        {
            if (await roots.ExistsAsync(root.Kind, root.Id, root.Revision, cancellationToken))
                await unfinished.DeleteAsync(parts, cancellationToken);
        }
    }
}
