using System.Buffers.Binary;

namespace AssetsBackup.Vault;

/// <summary>Finds records through the index and reads them from their packs, each checked against its id.</summary>
internal sealed class RecordReader(VaultIndex index, PackCache packs, TenantKeys keys)
{
    /// <summary>Reads content of any length.</summary>
    internal async Task<ReadOnlyMemory<byte>> ReadContentAsync(
        RecordId id,
        CancellationToken cancellationToken
    )
    {
        var (type, record, blob) = await FindAsync(id, cancellationToken);
        return type switch
        {
            RecordType.Content => Checked(id, type, record, blob),
            RecordType.ChunkList => await AssembleAsync(id, record, blob, cancellationToken),
            _ => throw new VaultDamagedException(blob, "a record is of another type than its use"),
        };
    }

    /// <summary>Reads a page of a tree.</summary>
    internal async Task<TreePage> ReadPageAsync(RecordId id, CancellationToken cancellationToken)
    {
        var (type, record, blob) = await FindAsync(id, cancellationToken);
        if (type != RecordType.Page)
        {
            throw new VaultDamagedException(blob, "a record is of another type than its use");
        }
        try
        {
            return TreePage.Decode(Checked(id, type, record, blob).Span);
        }
        catch (MalformedException e)
        {
            throw new VaultDamagedException(blob, e.Message, e);
        }
    }

    /// <summary>The chunks of a long content, read from its chunk list.</summary>
    internal async Task<IReadOnlyList<RecordId>> ReadChunkListAsync(
        RecordId id,
        CancellationToken cancellationToken
    )
    {
        var (type, record, blob) = await FindAsync(id, cancellationToken);
        return type == RecordType.ChunkList
            ? DecodeChunkList(record.Span, blob).Chunks
            : throw new VaultDamagedException(blob, "a record is of another type than its use");
    }

    internal static byte[] EncodeChunkList(int length, IReadOnlyList<RecordId> chunks)
    {
        var list = new byte[sizeof(ulong) + (chunks.Count * RecordId.Size)];
        BinaryPrimitives.WriteUInt64LittleEndian(list, (ulong)length);
        for (var i = 0; i < chunks.Count; i++)
        {
            chunks[i].Write(list.AsSpan(sizeof(ulong) + (i * RecordId.Size)));
        }
        return list;
    }

    private static (int Length, IReadOnlyList<RecordId> Chunks) DecodeChunkList(
        ReadOnlySpan<byte> list,
        string blob
    )
    {
        var length =
            list.Length < sizeof(ulong) ? 0 : BinaryPrimitives.ReadUInt64LittleEndian(list);
        var count = (length + VaultLimits.Record - 1) / VaultLimits.Record;
        if (
            length > (ulong)Array.MaxLength
            || (ulong)list.Length != sizeof(ulong) + (count * RecordId.Size)
        )
        {
            throw new VaultDamagedException(blob, "a chunk list does not decode");
        }
        var chunks = new RecordId[count];
        for (var i = 0; i < chunks.Length; i++)
        {
            chunks[i] = RecordId.Read(list[(sizeof(ulong) + (i * RecordId.Size))..]);
        }
        return ((int)length, chunks);
    }

    private async Task<ReadOnlyMemory<byte>> AssembleAsync(
        RecordId id,
        ReadOnlyMemory<byte> list,
        string blob,
        CancellationToken cancellationToken
    )
    {
        var (length, chunks) = DecodeChunkList(list.Span, blob);
        var content = new byte[length];
        for (var i = 0; i < chunks.Count; i++)
        {
            var (type, chunk, chunkBlob) = await FindAsync(chunks[i], cancellationToken);
            var start = i * VaultLimits.Record;
            if (
                type != RecordType.Chunk
                || chunk.Length != Math.Min(VaultLimits.Record, length - start)
            )
            {
                throw new VaultDamagedException(
                    chunkBlob,
                    "a chunk is of another type or length than its use"
                );
            }
            chunk.CopyTo(content.AsMemory(start));
        }
        return Checked(id, RecordType.Content, content, blob);
    }

    private async Task<(RecordType Type, ReadOnlyMemory<byte> Record, string Blob)> FindAsync(
        RecordId id,
        CancellationToken cancellationToken
    )
    {
        if (!index.TryFind(id, out var indexed, out _))
        {
            throw new RecordNotFoundException(id);
        }
        var pack = await packs.GetAsync(indexed, cancellationToken);
        return pack.TryGet(id, out var type, out var record)
            ? (type, record, indexed.Name)
            : throw new VaultDamagedException(
                indexed.Name,
                "it lacks a record that the index says it has"
            );
    }

    private ReadOnlyMemory<byte> Checked(
        RecordId id,
        RecordType type,
        ReadOnlyMemory<byte> record,
        string blob
    ) =>
        keys.IdOf(type, record.Span) == id
            ? record
            : throw new VaultDamagedException(
                blob,
                "a record does not have the id it stands under"
            );
}
