namespace AssetsBackup.Vault;

/// <summary>
/// Gives up what is damaged and keeps pruning from knowing what is needed: records of roots, annotations, and the progress
/// of runs that never ended. Damaged packs and indexes are no matter of this; see <see cref="Repair"/>.
/// </summary>
internal sealed class Discard(SealedBlobs blobs)
{
    private readonly List<string> damaged = [];

    /// <returns>The names of what was deleted.</returns>
    internal async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancellationToken)
    {
        // With other keys all would seem damaged.
        await VaultHeader.OpenAsync(blobs, cancellationToken);
        await FindRootsAsync(cancellationToken);
        await FindAnnotationsAsync(cancellationToken);
        await FindProgressAsync(cancellationToken);
        // A store that was away while they were read is not there for this either.
        await VaultHeader.OpenAsync(blobs, cancellationToken);
        foreach (var name in damaged)
            await blobs.Store.DeleteAsync(name, cancellationToken);
        return damaged;
    }

    private async Task FindRootsAsync(CancellationToken cancellationToken)
    {
        var roots = new RootRecords(blobs);
        foreach (var kind in Enum.GetValues<RootKind>())
        {
            var revisions = await roots
                .RevisionsAsync(kind, id: null, cancellationToken)
                .ToListAsync(cancellationToken);
            foreach (var (id, revision) in revisions)
            {
                if (
                    await IsDamagedAsync(() =>
                        roots.GetAsync(kind, id, revision, cancellationToken)
                    )
                )
                    damaged.Add(BlobNames.Root(kind, id, revision));
            }
        }
    }

    private async Task FindAnnotationsAsync(CancellationToken cancellationToken)
    {
        var listed = await blobs
            .Store.ListAsync(BlobNames.AllAnnotations, cancellationToken)
            .Select(blob => blob.Name)
            .Where(name => BlobNames.TryParseAnnotation(name, out _, out _, out _))
            .ToListAsync(cancellationToken);
        foreach (var name in listed)
        {
            if (
                await IsDamagedAsync(() =>
                    blobs.GetAsync(name, BlobKind.Annotation, Annotations.Decode, cancellationToken)
                )
            )
                damaged.Add(name);
        }
    }

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
