namespace AssetsBackup.Vault;

/// <summary>The parts of an open vault that its writers, readers and verification share.</summary>
internal sealed class VaultContext
{
    internal VaultContext(SealedBlobs blobs, TimeProvider clock)
    {
        Blobs = blobs;
        Clock = clock;
        IndexBlobs = new IndexBlobs(blobs, Index);
        Packs = new PackCache(blobs, Index);
        Records = new RecordReader(Index, Packs, blobs.Keys, IndexBlobs.LookAgainForAsync);
        Roots = new RootRecords(blobs);
        Annotations = new Annotations(blobs);
    }

    internal SealedBlobs Blobs { get; }

    internal TimeProvider Clock { get; }

    internal VaultIndex Index { get; } = new();

    internal IndexBlobs IndexBlobs { get; }

    internal PackCache Packs { get; }

    internal RecordReader Records { get; }

    internal RootRecords Roots { get; }

    internal Annotations Annotations { get; }
}
