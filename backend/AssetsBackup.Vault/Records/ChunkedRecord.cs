namespace AssetsBackup.Vault;

/// <summary>Content too long for one record, added chunk by chunk (docs/vault-format.md, "Records").</summary>
internal sealed class ChunkedRecord(TenantKeys keys, PackWriter packs) : IDisposable
{
    private readonly RecordIdHash whole = keys.BeginId(RecordType.Content);
    private readonly List<RecordId> chunks = [];
    private long length;

    /// <summary>Adds a chunk: all but the last have exactly <see cref="VaultLimits.Record"/> bytes.</summary>
    internal async ValueTask AddAsync(
        ReadOnlyMemory<byte> chunk,
        CancellationToken cancellationToken
    )
    {
        whole.Append(chunk.Span);
        length += chunk.Length;
        var id = keys.IdOf(RecordType.Chunk, chunk.Span);
        await packs.AddAsync(id, RecordType.Chunk, chunk, cancellationToken);
        chunks.Add(id);
    }

    /// <summary>Adds the list of the chunks, under the id of the whole content.</summary>
    internal async ValueTask<RecordId> FinishAsync(CancellationToken cancellationToken)
    {
        var id = whole.End();
        var list = new ChunkList(id, length, chunks).Encode();
        await packs.AddAsync(id, RecordType.ChunkList, list, cancellationToken);
        return id;
    }

    public void Dispose() => whole.Dispose();
}
