namespace AssetsBackup.Vault;

/// <summary>
/// Gives up what keeps pruning from knowing what is needed and nothing restores: damaged records of roots, records of roots
/// of which pages are lost, annotations that are damaged or of a root that is gone, and the progress of runs that lost a part
/// of it. Damaged packs and indexes are no matter of this; see <see cref="Repair"/>.
/// </summary>
internal sealed class Discard(SealedBlobs blobs)
{
    private readonly List<RootRecord> roots = [];
    private readonly List<string> damaged = [];

    /// <returns>The names of what was deleted.</returns>
    internal async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancellationToken)
    {
        // With other keys all would seem damaged.
        await VaultHeader.OpenAsync(blobs, cancellationToken);
        var names = await FindRootsAsync(cancellationToken);
        await FindLostPagesAsync(cancellationToken);
        await FindAnnotationsAsync(names.Except(damaged), cancellationToken);
        await FindProgressAsync(cancellationToken);
        // A store that was away while they were read is not there for this either.
        await VaultHeader.OpenAsync(blobs, cancellationToken);
        foreach (var name in damaged)
            await blobs.Store.DeleteAsync(name, cancellationToken);
        return damaged;
    }

    /// <returns>The names of all root records, the lowest revisions first.</returns>
    private async Task<IReadOnlyList<string>> FindRootsAsync(CancellationToken cancellationToken)
    {
        var names = new List<string>();
        var records = new RootRecords(blobs);
        foreach (var kind in Enum.GetValues<RootKind>())
        {
            var revisions = await records
                .RevisionsAsync(kind, id: null, cancellationToken)
                .OrderBy(root => root.Revision)
                .ToListAsync(cancellationToken);
            foreach (var (id, revision) in revisions)
            {
                names.Add(BlobNames.Root(kind, id, revision));
                if (
                    await IsDamagedAsync(async () =>
                        roots.Add(await records.GetAsync(kind, id, revision, cancellationToken))
                    )
                )
                    damaged.Add(names[^1]);
            }
        }
        return names;
    }

    /// <summary>Looked for twice, as all that is given up.</summary>
    private async Task FindLostPagesAsync(CancellationToken cancellationToken)
    {
        IEnumerable<RootRecord> lost = roots;
        for (var look = 1; look <= 2; look++)
        {
            lost = await LostPages.FindAsync(blobs, lost, cancellationToken);
            // A store that is away for a moment has lost everything.
            await VaultHeader.OpenAsync(blobs, cancellationToken);
        }
        damaged.AddRange(lost.Select(root => BlobNames.Root(root.Kind, root.Id, root.Revision)));
    }

    private async Task FindAnnotationsAsync(
        IEnumerable<string> kept,
        CancellationToken cancellationToken
    )
    {
        var folders = kept.Select(FolderOf).ToHashSet(StringComparer.Ordinal);
        var listed = await blobs
            .Store.ListAsync(BlobNames.AllAnnotations, cancellationToken)
            .ToListAsync(cancellationToken);
        foreach (var name in listed.Select(blob => blob.Name))
        {
            if (!BlobNames.TryParseAnnotation(name, out var kind, out var id, out _))
                continue;
            if (
                (
                    !folders.Contains(BlobNames.Root(kind, id))
                    && await IsGoneAsync(kind, id, cancellationToken)
                )
                || await IsDamagedAsync(() =>
                    blobs.GetAsync(name, BlobKind.Annotation, Annotations.Decode, cancellationToken)
                )
            )
                damaged.Add(name);
        }

        await VaultHeader.OpenAsync(blobs, cancellationToken);

        static string FolderOf(string name) => name[..(name.LastIndexOf('/') + 1)];
    }

    /// <summary>No revision of it is there, or all of them are to be given up.</summary>
    private async Task<bool> IsGoneAsync(
        RootKind kind,
        Guid id,
        CancellationToken cancellationToken
    ) =>
        await new RootRecords(blobs)
            .RevisionsAsync(kind, id, cancellationToken)
            .AllAsync(
                root => damaged.Contains(BlobNames.Root(kind, id, root.Revision)),
                cancellationToken
            );

    /// <summary>Of a run that lost one part all parts go: it begins anew.</summary>
    private async Task FindProgressAsync(CancellationToken cancellationToken)
    {
        var unfinished = await new UnfinishedRoots(blobs).ListAsync(cancellationToken);
        foreach (var parts in unfinished.Values)
        {
            var lost = false;
            foreach (var name in parts)
            {
                lost |= await IsDamagedAsync(() =>
                    blobs.GetAsync(name, BlobKind.Progress, ProgressPart.Decode, cancellationToken)
                );
            }
            if (lost)
                damaged.AddRange(parts.OrderDescending(StringComparer.Ordinal));
        }
    }

    /// <summary>Read twice: a disk or a network that failed once must cost nothing.</summary>
    private static async Task<bool> IsDamagedAsync(Func<Task> read) =>
        await IsUnreadableAsync(read) && await IsUnreadableAsync(read);

    private static async Task<bool> IsUnreadableAsync(Func<Task> read)
    {
        try
        {
            await read();
            return false;
        }
        catch (VaultDamagedException e)
        {
            return !e.IsMissing;
        }
    }
}
