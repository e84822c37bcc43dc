namespace AssetsBackup.Vault;

/// <summary>What a pack writer has done. All but the stored bytes are counted under its lock.</summary>
internal sealed class WriterCounters
{
    private long stored;

    internal long Records { get; private set; }

    internal long Pages { get; private set; }

    internal long RawBytes { get; private set; }

    internal long Deduplicated { get; set; }

    internal WriterStatistics Snapshot() =>
        new(Records, Deduplicated, Pages, RawBytes, Interlocked.Read(ref stored));

    internal void Added(RecordType type, int length)
    {
        Records++;
        Pages += type == RecordType.Page ? 1 : 0;
        RawBytes += length;
    }

    internal void AddStored(long bytes) => Interlocked.Add(ref stored, bytes);
}
