namespace AssetsBackup.Vault;

/// <summary>A blob that keeps pruning from knowing what is needed, and that nothing restores: it can only be given up.</summary>
/// <param name="Name">The blob's name.</param>
/// <param name="Subject">What it is for.</param>
/// <param name="IsReadable">
/// True for a record that can be read, while pages of the lists that it names are lost: what those lists still tell goes with it.
/// </param>
/// <param name="IsLast">
/// True for a record of which no other revision would be left: the snapshot or plan goes whole; and for an annotation of one that is
/// gone or goes.
/// </param>
public sealed record LostBlob(string Name, BlobSubject Subject, bool IsReadable, bool IsLast);

/// <summary>
/// Finds what keeps pruning from knowing what is needed and nothing restores: damaged records of roots, records of roots
/// of which pages are lost, packs that cannot be read and that no index names, annotations that are damaged or of a root that is
/// gone, and the progress of runs that lost a part of it. Other damaged packs do not keep it from that, and indexes are no matter of
/// this; see <see cref="Repair"/>.
/// </summary>
internal sealed class LostBlobs(SealedBlobs blobs)
{
    private readonly List<RootRecord> roots = [];
    private readonly List<string> damaged = [];

    /// <returns>In the order in which they may be deleted: killed anywhere, the next look finds the rest.</returns>
    internal async Task<IReadOnlyList<LostBlob>> FindAsync(CancellationToken cancellationToken)
    {
        // With other keys all would seem damaged.
        await VaultHeader.OpenAsync(blobs, cancellationToken);
        var names = await FindRootsAsync(cancellationToken);
        await FindLostPagesAsync(cancellationToken);
        var left = names.Except(damaged).ToList();
        await FindAnnotationsAsync(left, cancellationToken);
        await FindProgressAsync(cancellationToken);
        // A store that was away while they were read is not there for this either.
        await VaultHeader.OpenAsync(blobs, cancellationToken);
        return Described(left);
    }

    /// <summary>Gives up what <see cref="FindAsync"/> finds.</summary>
    /// <returns>What was deleted.</returns>
    internal async Task<IReadOnlyList<LostBlob>> DiscardAsync(CancellationToken cancellationToken)
    {
        var lost = await FindAsync(cancellationToken);
        foreach (var blob in lost)
            await blobs.Store.DeleteAsync(blob.Name, cancellationToken);
        return lost;
    }

    private List<LostBlob> Described(IEnumerable<string> left)
    {
        var folders = left.Select(FolderOf).ToHashSet(StringComparer.Ordinal);
        var readable = roots
            .Select(root => BlobNames.Root(root.Kind, root.Id, root.Revision))
            .ToHashSet(StringComparer.Ordinal);
        return
        [
            .. damaged.Select(name =>
            {
                var subject = BlobSubject.Of(name);
                return new LostBlob(
                    name,
                    subject,
                    readable.Contains(name),
                    RootFolderOf(name) is { } folder && !folders.Contains(folder)
                );
            }),
        ];
    }

    private static string FolderOf(string name) => name[..(name.LastIndexOf('/') + 1)];

    /// <summary>Where the records lie of the root that a record or an annotation is of; null for any other blob.</summary>
    private static string? RootFolderOf(string name) =>
        BlobNames.TryParseAnnotation(name, out var kind, out var id, out _)
            ? BlobNames.Root(kind, id)
        : BlobSubject.Of(name).Role is BlobRole.Snapshot or BlobRole.Plan ? FolderOf(name)
        : null;

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
        var first = await LostPages.FindAsync(blobs, roots, cancellationToken);
        // A store that is away for a moment has lost everything.
        await VaultHeader.OpenAsync(blobs, cancellationToken);
        var lost = await LostPages.FindAsync(blobs, first.Roots, cancellationToken);
        await VaultHeader.OpenAsync(blobs, cancellationToken);
        damaged.AddRange(
            lost.Roots.Select(root => BlobNames.Root(root.Kind, root.Id, root.Revision))
        );
        damaged.AddRange(lost.Packs.Intersect(first.Packs, StringComparer.Ordinal));
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
