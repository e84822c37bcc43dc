namespace AssetsBackup.Vault;

/// <summary>
/// One verification. It takes nothing from the open vault but the store and the keys: what is in memory proves nothing
/// about what is stored.
/// </summary>
internal sealed class Verification(
    SealedBlobs blobs,
    VerifyScope scope,
    bool readData,
    IProgress<VerifyProgress>? progress
)
{
    private readonly VerifyFindings findings = new();
    private readonly VaultIndex index = new();
    private readonly HashSet<Guid> unread = [];
    private int losses;

    internal async Task<VerifyReport> RunAsync(CancellationToken cancellationToken)
    {
        await findings.TryAsync(() => CheckHeaderAsync(cancellationToken));
        await CheckCondemnationsAsync(cancellationToken);
        // Roots before indexes: what a root needs was in an index before the root was put.
        var roots = await RootsAsync(cancellationToken);
        var stored = await ReadIndexesAsync(cancellationToken);
        if (scope.Kind is null)
        {
            await CheckProgressAsync(cancellationToken);
            await CheckAnnotationsAsync(cancellationToken);
        }
        var packs = new PackVerification(blobs, index, findings);
        var needed = await NeededPacksAsync(roots, cancellationToken);
        if (readData)
            await ReadAsync(packs, needed, roots, stored, cancellationToken);
        else
            packs.Compare(needed, stored);
        var trees = await WalkAsync(roots, findings, packs.PacksRead, cancellationToken);
        var unindexed = stored.Count - index.Packs.Count(pack => stored.ContainsKey(pack.Name));
        return new VerifyReport(
            findings.ToList(),
            roots.Count,
            trees.EntriesChecked,
            packs.PacksRead,
            packs.BytesRead,
            unindexed,
            unread
        );
    }

    /// <summary>Reads packs until none is relied on that was not read: what a damaged one has may be read from another.</summary>
    private async Task ReadAsync(
        PackVerification packs,
        IReadOnlyCollection<IndexedPack> needed,
        IReadOnlyList<RootRecord> roots,
        Dictionary<string, long> stored,
        CancellationToken cancellationToken
    )
    {
        var known = new HashSet<BlobId>();
        while (true)
        {
            var there = packs.Compare(needed.Where(pack => known.Add(pack.Id)), stored);
            var slice = there.Where(IsInSlice).ToList();
            var toRead = packs.PacksRead + slice.Count;
            await packs.ReadAsync(
                slice,
                () => Report(0, packs.PacksRead, toRead),
                cancellationToken
            );
            if (index.Losses == losses)
                return;
            stored = await ReadIndexesAsync(cancellationToken);
            losses = index.Losses;
            needed = await PacksOfAsync(roots, toRead, cancellationToken);
        }
    }

    /// <returns>The packs in the store, with their lengths.</returns>
    private async Task<Dictionary<string, long>> ReadIndexesAsync(
        CancellationToken cancellationToken
    )
    {
        var read = new HashSet<string>(StringComparer.Ordinal);
        for (var listing = 1; ; listing++)
        {
            // Indexes before packs: see IndexBlobs.LoadAsync.
            var listed = await IndexBlobs.ListAsync(blobs.Store, cancellationToken);
            var stored = await IndexBlobs.ListPacksAsync(blobs.Store, cancellationToken);
            var areThere = true;
            foreach (var name in listed.Select(blob => blob.Name).Where(read.Add))
            {
                areThere &= await findings.TryListedAsync(() =>
                    ReadIndexAsync(name, stored, cancellationToken)
                );
            }
            if (areThere)
                return stored;
            if (listing == IndexBlobs.MostListings)
                throw IndexBlobs.KeepsChanging();
        }
    }

    /// <summary>What a pack has that was found lost, a sound one may have too.</summary>
    private async Task LookAgainAsync(CancellationToken cancellationToken)
    {
        if (index.Losses == losses)
            return;
        await ReadIndexesAsync(cancellationToken);
        losses = index.Losses;
    }

    private async Task ReadIndexAsync(
        string name,
        Dictionary<string, long> stored,
        CancellationToken cancellationToken
    ) =>
        index.Add(
            await blobs.GetAsync(name, BlobKind.Index, IndexContent.Decode, cancellationToken),
            stored
        );

    private async Task CheckHeaderAsync(CancellationToken cancellationToken)
    {
        try
        {
            await VaultHeader.CheckAsync(blobs, cancellationToken);
        }
        catch (BlobNotFoundException e)
        {
            throw new VaultDamagedException(BlobNames.Vault, "it is missing", e);
        }
        catch (ForeignTenantException e)
        {
            throw new VaultDamagedException(BlobNames.Vault, e.Message, e);
        }
    }

    /// <summary>Pack ids are random, so slices are about equal.</summary>
    private bool IsInSlice(IndexedPack pack) =>
        scope.Number is not { } number || (int)(pack.Id.Value.Low % (uint)scope.Slices) == number;

    /// <summary>
    /// The packs that the roots need; with all roots also those that the next backup would rely on, which are all but the
    /// condemned ones.
    /// </summary>
    private async Task<IReadOnlyCollection<IndexedPack>> NeededPacksAsync(
        IReadOnlyList<RootRecord> roots,
        CancellationToken cancellationToken
    )
    {
        var packs = index.Packs;
        if (scope.Kind is null && packs.All(pack => !pack.IsCondemned))
            return packs;
        var ofRoots = await PacksOfAsync(roots, packsRead: 0, cancellationToken);
        return scope.Kind is null
            ? [.. ofRoots.Union(packs.Where(pack => !pack.IsCondemned))]
            : ofRoots;
    }

    /// <summary>The packs that the roots are read from, all of them after the last loss that the walk itself came upon.</summary>
    private async Task<IReadOnlyCollection<IndexedPack>> PacksOfAsync(
        IReadOnlyList<RootRecord> roots,
        long packsRead,
        CancellationToken cancellationToken
    )
    {
        while (true)
        {
            var seen = index.Losses;
            var trees = await WalkAsync(roots, new VerifyFindings(), packsRead, cancellationToken);
            if (index.Losses == seen)
                return trees.Packs;
        }
    }

    private async Task<TreeVerification> WalkAsync(
        IReadOnlyList<RootRecord> roots,
        VerifyFindings into,
        long packsRead,
        CancellationToken cancellationToken
    )
    {
        var records = new RecordReader(
            index,
            new PackCache(blobs, index),
            blobs.Keys,
            (_, token) => LookAgainAsync(token)
        );
        var trees = new TreeVerification(index, records, into)
        {
            // A chunk list says itself whose it is: what it lists is held against that.
            ReadsLong = pack => readData && IsInSlice(pack),
        };
        foreach (var root in roots)
        {
            await trees.WalkAsync(root, cancellationToken);
            Report(trees.EntriesChecked, packsRead, packsRead);
        }
        return trees;
    }

    /// <summary>Every revision, also those below a damaged one, which readers fall back on.</summary>
    private async Task<IReadOnlyList<RootRecord>> RootsAsync(CancellationToken cancellationToken)
    {
        var records = new RootRecords(blobs);
        var roots = new List<RootRecord>();
        var seen = new HashSet<(RootKind Kind, Guid Id)>();
        var newer = new HashSet<(RootKind Kind, Guid Id)>();
        var listed = 0;
        foreach (var kind in scope.Kind is { } one ? [one] : Enum.GetValues<RootKind>())
        await foreach (
            var (id, revision) in records.RevisionsAsync(kind, scope.Id, cancellationToken)
        )
        {
            listed++;
            if (
                await findings.TryListedAsync(async () =>
                {
                    try
                    {
                        roots.Add(await records.GetAsync(kind, id, revision, cancellationToken));
                    }
                    catch (VaultFormatTooNewException)
                    {
                        // Another program reads it.
                        newer.Add((kind, id));
                        throw;
                    }
                })
            )
                seen.Add((kind, id));
        }
        if (listed == 0 && scope is { Kind: { } wanted, Id: { } missing })
        {
            seen.Add((wanted, missing));
            findings.Add(
                BlobNames.Root(wanted, missing, revision: 1),
                VerifyProblem.Missing,
                "it is missing"
            );
        }
        seen.ExceptWith(roots.Select(root => (root.Kind, root.Id)));
        seen.ExceptWith(newer);
        unread.UnionWith(
            seen.Where(root => root.Kind == RootKind.Snapshot).Select(root => root.Id)
        );
        return roots;
    }

    /// <summary>Reads the condemnations, before anything else: a condemned pack may be gone.</summary>
    private async Task CheckCondemnationsAsync(CancellationToken cancellationToken)
    {
        var condemned = new CondemnedPacks(blobs);
        foreach (var name in await NamesAsync(BlobNames.AllCondemned, cancellationToken))
        {
            await findings.TryListedAsync(async () =>
                index.Condemn((await condemned.ReadAsync(name, cancellationToken)).Packs)
            );
        }
    }

    private async Task CheckAnnotationsAsync(CancellationToken cancellationToken)
    {
        foreach (var name in await NamesAsync(BlobNames.AllAnnotations, cancellationToken))
        {
            await findings.TryListedAsync(() =>
                blobs.GetAsync(name, BlobKind.Annotation, Annotations.Decode, cancellationToken)
            );
        }
    }

    private async Task CheckProgressAsync(CancellationToken cancellationToken)
    {
        foreach (var name in await NamesAsync(BlobNames.AllProgress, cancellationToken))
        {
            await findings.TryListedAsync(() =>
                blobs.GetAsync(name, BlobKind.Progress, ProgressPart.Decode, cancellationToken)
            );
        }
    }

    private async Task<List<string>> NamesAsync(
        string prefix,
        CancellationToken cancellationToken
    ) =>
        await blobs
            .Store.ListAsync(prefix, cancellationToken)
            .Select(blob => blob.Name)
            .ToListAsync(cancellationToken);

    private void Report(long entries, long packsRead, long packsToRead) =>
        progress?.Report(new VerifyProgress(entries, packsRead, packsToRead));
}
