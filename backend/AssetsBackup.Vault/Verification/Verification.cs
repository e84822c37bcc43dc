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

    internal async Task<VerifyReport> RunAsync(CancellationToken cancellationToken)
    {
        await TryAsync(() => CheckHeaderAsync(cancellationToken));
        await CheckCondemnationsAsync(cancellationToken);
        // Indexes before packs: see IndexBlobs.LoadAsync.
        var indexes = await NamesAsync(BlobNames.Indexes, cancellationToken);
        var stored = await IndexBlobs.ListPacksAsync(blobs.Store, cancellationToken);
        foreach (var name in indexes)
        {
            await TryAsync(async () =>
                index.Add(
                    await blobs.GetAsync(
                        name,
                        BlobKind.Index,
                        IndexContent.Decode,
                        cancellationToken
                    ),
                    stored
                )
            );
        }
        if (scope.Kind is null)
        {
            await CheckProgressAsync(cancellationToken);
            await CheckAnnotationsAsync(cancellationToken);
        }
        var roots = await RootsAsync(cancellationToken);
        var packs = new PackVerification(blobs, findings);
        var needed = await NeededPacksAsync(roots, cancellationToken);
        packs.Compare(needed, stored);
        if (readData)
        {
            var slice = needed.Where(IsInSlice).ToList();
            await packs.ReadAsync(
                slice,
                () => Report(0, packs.PacksRead, slice.Count),
                cancellationToken
            );
        }
        var trees = await WalkAsync(roots, findings, packs.PacksRead, cancellationToken);
        var unindexed = stored.Count - index.Packs.Count(pack => stored.ContainsKey(pack.Name));
        return new VerifyReport(
            findings.ToList(),
            roots.Count,
            trees.EntriesChecked,
            packs.PacksRead,
            packs.BytesRead,
            unindexed
        );
    }

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
        scope.Number is not { } number || (int)(pack.Id.Value % (uint)scope.Slices) == number;

    /// <summary>All indexed packs but those condemned, which may be deleted at any moment; or those that the one root needs.</summary>
    private async Task<IReadOnlyCollection<IndexedPack>> NeededPacksAsync(
        IReadOnlyList<RootRecord> roots,
        CancellationToken cancellationToken
    ) =>
        scope.Kind is null
            ? [.. index.Packs.Where(pack => !pack.IsCondemned)]
            : (await WalkAsync(roots, new VerifyFindings(), packsRead: 0, cancellationToken)).Packs;

    private async Task<TreeVerification> WalkAsync(
        IReadOnlyList<RootRecord> roots,
        VerifyFindings into,
        long packsRead,
        CancellationToken cancellationToken
    )
    {
        var trees = new TreeVerification(
            index,
            new RecordReader(index, new PackCache(blobs), blobs.Keys),
            into
        );
        foreach (var root in roots)
        {
            await trees.WalkAsync(root, cancellationToken);
            Report(trees.EntriesChecked, packsRead, packsRead);
        }
        return trees;
    }

    private async Task<IReadOnlyList<RootRecord>> RootsAsync(CancellationToken cancellationToken)
    {
        var records = new RootRecords(blobs);
        var roots = new List<RootRecord>();
        if (scope is { Kind: { } one, Id: { } id })
        {
            await TryAsync(async () =>
                roots.Add(await GetOneAsync(records, one, id, cancellationToken))
            );
            return roots;
        }
        foreach (var kind in Enum.GetValues<RootKind>())
        {
            await foreach (var root in records.RevisionsAsync(kind, cancellationToken))
            {
                await TryAsync(async () =>
                    roots.Add(
                        await records.GetAsync(kind, root.Id, root.Revision, cancellationToken)
                    )
                );
            }
        }
        return roots;
    }

    private static async Task<RootRecord> GetOneAsync(
        RootRecords records,
        RootKind kind,
        Guid id,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await records.GetAsync(kind, id, cancellationToken);
        }
        catch (RootNotFoundException e)
        {
            var name = BlobNames.Root(kind, id, revision: 1);
            throw new VaultDamagedException(
                name,
                "it is missing",
                new BlobNotFoundException(name, e)
            );
        }
    }

    /// <summary>Reads the condemnations, before anything else: a condemned pack may be gone.</summary>
    private async Task CheckCondemnationsAsync(CancellationToken cancellationToken)
    {
        var condemned = new CondemnedPacks(blobs);
        foreach (var name in await NamesAsync(BlobNames.AllCondemned, cancellationToken))
        {
            await TryAsync(async () =>
                index.Condemn((await condemned.ReadAsync(name, cancellationToken)).Packs)
            );
        }
    }

    private async Task CheckAnnotationsAsync(CancellationToken cancellationToken)
    {
        foreach (var name in await NamesAsync(BlobNames.AllAnnotations, cancellationToken))
        {
            await TryAsync(() =>
                blobs.GetAsync(name, BlobKind.Annotation, Annotations.Decode, cancellationToken)
            );
        }
    }

    private async Task CheckProgressAsync(CancellationToken cancellationToken)
    {
        foreach (var name in await NamesAsync(BlobNames.AllProgress, cancellationToken))
        {
            await TryAsync(() =>
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

    /// <summary>Runs a step; damage that it meets is a finding.</summary>
    private async Task TryAsync(Func<Task> step)
    {
        try
        {
            await step();
        }
        catch (VaultException e)
        {
            findings.Add(e);
        }
    }

    private void Report(long entries, long packsRead, long packsToRead) =>
        progress?.Report(new VerifyProgress(entries, packsRead, packsToRead));
}
