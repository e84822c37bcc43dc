using System.Runtime.CompilerServices;

namespace AssetsBackup.Vault;

/// <summary>Finds records through the index and reads them from their packs, which know them by the ids that their bytes have.</summary>
/// <param name="index">Where records are.</param>
/// <param name="packs">Reads packs.</param>
/// <param name="keys">For ids.</param>
/// <param name="lookAgain">
/// Looks again what the store has: asked when a pack is lost, whose records maintenance may have moved, and which others
/// may have too. Null when not.
/// </param>
internal sealed class RecordReader(
    VaultIndex index,
    PackCache packs,
    TenantKeys keys,
    Func<BlobId, CancellationToken, Task>? lookAgain = null
)
{
    /// <summary>Reads content of any length that fits into memory.</summary>
    internal async Task<ReadOnlyMemory<byte>> ReadContentAsync(
        RecordId id,
        CancellationToken cancellationToken
    )
    {
        var found = await FindAsync(id, cancellationToken);
        if (found.Type == RecordType.Content)
            return found.Content;
        var list = Listed(found);
        if (list.Length > Array.MaxLength)
            throw new IOException("A record is too long to be read at once: read it in pieces");
        var content = new byte[list.Length];
        var position = 0;
        await foreach (var chunk in ReadChunksAsync(id, found, cancellationToken))
        {
            chunk.CopyTo(content.AsMemory(position));
            position += chunk.Length;
        }
        return content;
    }

    /// <summary>Reads content of any length in pieces of at most 1 MiB. Damage may show after some pieces.</summary>
    internal async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadPiecesAsync(
        RecordId id,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var found = await FindAsync(id, cancellationToken);
        if (found.Type == RecordType.Content)
        {
            yield return found.Content;
            yield break;
        }
        await foreach (var chunk in ReadChunksAsync(id, found, cancellationToken))
            yield return chunk;
    }

    /// <summary>Reads a page of a tree.</summary>
    internal async Task<TreePage> ReadPageAsync(RecordId id, CancellationToken cancellationToken)
    {
        var found = await FindAsync(id, cancellationToken);
        if (found.Type != RecordType.Page)
            throw WrongType(found);
        try
        {
            return TreePage.Decode(found.Content.Span);
        }
        catch (MalformedException e)
        {
            throw new VaultDamagedException(found.Blob, e.Message, e);
        }
    }

    /// <summary>The chunks of a long content, read from its chunk list.</summary>
    internal async Task<IReadOnlyList<RecordId>> ReadChunkListAsync(
        RecordId id,
        CancellationToken cancellationToken
    ) => Listed(await FindAsync(id, cancellationToken)).Chunks;

    /// <summary>Reads one record as it stands in its pack.</summary>
    internal async Task<(RecordType Type, ReadOnlyMemory<byte> Content)> ReadRawAsync(
        RecordId id,
        CancellationToken cancellationToken
    )
    {
        var found = await FindAsync(id, cancellationToken);
        return (found.Type, found.Content);
    }

    private async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadChunksAsync(
        RecordId id,
        FoundRecord list,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        using var whole = keys.BeginId(RecordType.Content);
        var chunks = Listed(list);
        for (var i = 0; i < chunks.Chunks.Count; i++)
        {
            var found = await FindAsync(chunks.Chunks[i], cancellationToken);
            if (found.Type != RecordType.Chunk || found.Content.Length != chunks.LengthOf(i))
                throw WrongType(found);
            whole.Append(found.Content.Span);
            yield return found.Content;
        }
        if (whole.End() != id)
        {
            throw new VaultDamagedException(
                list.Blob,
                "a long content does not have the id it stands under"
            );
        }
    }

    private async Task<FoundRecord> FindAsync(RecordId id, CancellationToken cancellationToken)
    {
        IndexedPack? lost = null;
        while (true)
        {
            if (!index.TryFind(id, out var indexed, out _))
                throw new RecordNotFoundException(id);
            try
            {
                return await FindInAsync(indexed, id, cancellationToken);
            }
            catch (VaultDamagedException) when (lookAgain is not null && lost != indexed)
            {
                lost = indexed;
                await lookAgain(lost.Id, cancellationToken);
                if (index.TryFind(id, out var now, out _) && now == lost)
                    throw;
            }
        }
    }

    private async Task<FoundRecord> FindInAsync(
        IndexedPack indexed,
        RecordId id,
        CancellationToken cancellationToken
    )
    {
        var pack = await packs.GetAsync(indexed, cancellationToken);
        if (pack.TryGet(id, out var type, out var content))
            return new FoundRecord(type, content, indexed.Name);
        index.Lose(indexed);
        throw new VaultDamagedException(
            indexed.Name,
            "it lacks a record that the index says it has"
        );
    }

    private static ChunkList Listed(FoundRecord found)
    {
        if (found.Type != RecordType.ChunkList)
            throw WrongType(found);
        try
        {
            return ChunkList.Decode(found.Content.Span);
        }
        catch (MalformedException e)
        {
            throw new VaultDamagedException(found.Blob, e.Message, e);
        }
    }

    private static VaultDamagedException WrongType(FoundRecord found) =>
        new(found.Blob, "a record is of another type or length than its use");

    private sealed record FoundRecord(RecordType Type, ReadOnlyMemory<byte> Content, string Blob);
}
