namespace AssetsBackup.Vault;

/// <summary>A stored pack and what is in it: what an index says of it.</summary>
internal sealed record PackManifest(BlobId Id, int StoredLength, PackEntry[] Entries)
{
    internal void Write(ByteWriter writer)
    {
        Id.Write(writer);
        writer.UInt32((uint)StoredLength);
        writer.UInt32((uint)Entries.Length);
        foreach (var entry in Entries)
            entry.Write(writer);
    }

    internal static PackManifest Read(ref ByteReader reader)
    {
        var id = BlobId.Read(reader.Bytes(BlobId.Size));
        var storedLength = reader.UInt32();
        if (storedLength > VaultLimits.Blob)
            throw new MalformedException("a pack is too long");
        var entries = new PackEntry[reader.Count(reader.UInt32(), PackEntry.Size)];
        for (var i = 0; i < entries.Length; i++)
            entries[i] = PackEntry.Read(ref reader);
        return new PackManifest(id, (int)storedLength, entries);
    }
}
