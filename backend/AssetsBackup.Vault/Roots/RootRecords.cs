using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace AssetsBackup.Vault;

/// <summary>The root records of a vault.</summary>
internal sealed class RootRecords(SealedBlobs blobs)
{
    internal async Task PutAsync(RootRecord record, CancellationToken cancellationToken)
    {
        var name = BlobNames.Root(record.Kind, record.Id, record.Revision);
        var content = RootRecordContent.Encode(record);
        try
        {
            await blobs.PutAndReadBackAsync(
                name,
                BlobKindOf(record.Kind),
                BlobId.Create(),
                content,
                cancellationToken
            );
        }
        catch (BlobExistsException)
        {
            throw new RootExistsException(record.Kind, record.Id);
        }
    }

    /// <summary>Deletes all revisions, the highest last: after a failure the root is still what it was.</summary>
    internal async Task DeleteAsync(RootKind kind, Guid id, CancellationToken cancellationToken)
    {
        var revisions = await RevisionsAsync(BlobNames.Root(kind, id), kind, cancellationToken)
            .Select(root => root.Revision)
            .Order()
            .ToListAsync(cancellationToken);
        foreach (var revision in revisions)
            await blobs.Store.DeleteAsync(BlobNames.Root(kind, id, revision), cancellationToken);
    }

    /// <summary>Whether a root is committed, at this revision or a higher one.</summary>
    internal async Task<bool> ExistsAsync(
        RootKind kind,
        Guid id,
        int revision,
        CancellationToken cancellationToken
    ) =>
        await RevisionsAsync(BlobNames.Root(kind, id), kind, cancellationToken)
            .AnyAsync(root => root.Revision >= revision, cancellationToken);

    /// <summary>The record at its highest readable revision.</summary>
    internal async Task<RootRecord> GetAsync(
        RootKind kind,
        Guid id,
        CancellationToken cancellationToken
    )
    {
        var revisions = await RevisionsAsync(BlobNames.Root(kind, id), kind, cancellationToken)
            .Select(root => root.Revision)
            .OrderDescending()
            .ToListAsync(cancellationToken);
        VaultDamagedException? damage = null;
        foreach (var revision in revisions)
        {
            try
            {
                return await GetAsync(kind, id, revision, cancellationToken);
            }
            catch (VaultDamagedException e) when (e.IsMissing)
            {
                // Deleted since it was listed.
            }
            catch (VaultDamagedException e)
            {
                // A lower revision is an earlier, whole state of the same root.
                damage ??= e;
            }
        }
        throw damage ?? (Exception)new RootNotFoundException(kind, id);
    }

    internal Task<RootRecord> GetAsync(
        RootKind kind,
        Guid id,
        int revision,
        CancellationToken cancellationToken
    ) =>
        blobs.GetAsync(
            BlobNames.Root(kind, id, revision),
            BlobKindOf(kind),
            content => RootRecordContent.Decode(content, kind, id, revision),
            cancellationToken
        );

    /// <summary>Every revision that the store lists: of one root, or of all of a kind.</summary>
    internal IAsyncEnumerable<(Guid Id, int Revision)> RevisionsAsync(
        RootKind kind,
        Guid? id,
        CancellationToken cancellationToken
    ) =>
        RevisionsAsync(
            id is { } one ? BlobNames.Root(kind, one) : BlobNames.Roots(kind),
            kind,
            cancellationToken
        );

    /// <summary>
    /// Each root at its highest readable revision; damage, or what a newer program wrote, is thrown after all that can be read. A root that is deleted
    /// meanwhile is passed over.
    /// </summary>
    internal async IAsyncEnumerable<RootRecord> ListAsync(
        RootKind kind,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var ids = new HashSet<Guid>();
        await foreach (var (id, _) in RevisionsAsync(kind, id: null, cancellationToken))
            ids.Add(id);
        VaultException? damage = null;
        foreach (var id in ids)
        {
            RootRecord record;
            try
            {
                record = await GetAsync(kind, id, cancellationToken);
            }
            catch (RootNotFoundException)
            {
                continue;
            }
            catch (VaultException e) when (e is VaultDamagedException or VaultFormatTooNewException)
            {
                damage ??= e;
                continue;
            }
            yield return record;
        }
        if (damage is not null)
            ExceptionDispatchInfo.Throw(damage);
    }

    private async IAsyncEnumerable<(Guid Id, int Revision)> RevisionsAsync(
        string prefix,
        RootKind kind,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await foreach (var blob in blobs.Store.ListAsync(prefix, cancellationToken))
        {
            if (BlobNames.TryParseRoot(kind, blob.Name, out var id, out var revision))
                yield return (id, revision);
        }
    }

    private static BlobKind BlobKindOf(RootKind kind) =>
        kind == RootKind.Snapshot ? BlobKind.Snapshot : BlobKind.Plan;
}
