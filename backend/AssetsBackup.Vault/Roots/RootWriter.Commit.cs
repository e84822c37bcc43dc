namespace AssetsBackup.Vault;

public sealed partial class RootWriter
{
    /// <summary>
    /// Builds the trees and writes the root record, last; every new pack and index before it, and it itself, are read back.
    /// </summary>
    /// <param name="factsJson">The caller's JSON object, at most 1 MiB and 60 levels deep.</param>
    /// <param name="cancellationToken">Stops the commit, until the root record is put: then it comes to its end.</param>
    /// <exception cref="RecordNotFoundException">A staged entry names a record that was never added.</exception>
    /// <exception cref="RootExistsException">Another writer committed this root meanwhile.</exception>
    /// <exception cref="RootNotFoundException">The root of which this is a later revision was deleted meanwhile.</exception>
    /// <exception cref="VaultDamagedException">
    /// A pack is lost that this root needs, or the store keeps other bytes than it was given; nothing was committed.
    /// </exception>
    /// <exception cref="VaultFormatTooNewException">A newer program wrote an index or a condemnation meanwhile; nothing was committed.</exception>
    /// <exception cref="ArgumentException">The facts are not a JSON object within these bounds.</exception>
    public Task<RootRecord> CommitAsync(
        ReadOnlyMemory<byte> factsJson,
        CancellationToken cancellationToken
    )
    {
        var facts = RootFacts.Canonical(factsJson);
        return AloneAsync(() => CommitCoreAsync(facts, cancellationToken), cancellationToken);
    }

    private async Task<RootRecord> CommitCoreAsync(
        byte[] facts,
        CancellationToken cancellationToken
    )
    {
        await CheckpointCoreAsync(cancellationToken);
        var trees = await new RootTrees(vault, packs, progress, start.From).BuildAsync(
            cancellationToken
        );
        await packs.FlushAsync(vault.IndexBlobs, cancellationToken);
        await new Rescue(vault, packs).RunAsync(trees, condemnations, cancellationToken);
        await RequireEarlierAsync(cancellationToken);
        var record = new RootRecord(
            start.Kind,
            start.Id,
            start.Revision,
            vault.Clock.GetUtcNow(),
            trees,
            facts
        );
        // Stopped between the putting and its answer, the root would be there and nobody told.
        await vault.Roots.PutAsync(record, CancellationToken.None);
        await TidyAsync();
        return record;
    }

    /// <summary>A root that was deleted meanwhile must not come back as its later revision alone.</summary>
    private async Task RequireEarlierAsync(CancellationToken cancellationToken)
    {
        var earlier = start.Revision - 1;
        if (
            earlier > 0
            && !await vault.Roots.ExistsAsync(start.Kind, start.Id, earlier, cancellationToken)
        )
            throw new RootNotFoundException(start.Kind, start.Id);
    }

    /// <summary>Deletes the progress, and puts the many small indexes of this writer together into one.</summary>
    private async Task TidyAsync()
    {
        try
        {
            await progress.DeleteAsync(CancellationToken.None);
            if (packs.Indexes.Count > 1)
            {
                await new IndexMerge(vault.Blobs, vault.IndexBlobs).RunAsync(
                    packs.Indexes.Select(name => (name, Always: true)),
                    leftOut: [],
                    CancellationToken.None
                );
            }
        }
        catch (Exception)
        {
            // The root is committed: what is left untidy does no harm, and nothing may make the run look failed.
        }
    }
}
