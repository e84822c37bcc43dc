namespace AssetsBackup.Vault;

/// <summary>The payload of an index blob: manifests of packs.</summary>
internal static class IndexContent
{
    internal static ReadOnlyMemory<byte> Encode(IReadOnlyList<PackManifest> packs)
    {
        var writer = new ByteWriter();
        writer.UInt32((uint)packs.Count);
        foreach (var pack in packs)
            pack.Write(writer);
        return writer.Written;
    }

    /// <summary>About how many records an index blob has: ids do not compress, lengths to a byte or two.</summary>
    /// <param name="storedLength">Of the blob, in bytes.</param>
    internal static long RecordsIn(long storedLength) => storedLength / (RecordId.Size + 2);

    /// <exception cref="MalformedException">The bytes are not an index.</exception>
    internal static PackManifest[] Decode(byte[] content)
    {
        var reader = new ByteReader(content);
        var packs = new PackManifest[
            reader.Count(reader.UInt32(), BlobId.Size + (2 * sizeof(uint)))
        ];
        for (var i = 0; i < packs.Length; i++)
            packs[i] = PackManifest.Read(ref reader);
        reader.End();
        return packs;
    }

    /// <summary>Cuts a list of packs so that each part fits one index blob.</summary>
    internal static IEnumerable<IReadOnlyList<PackManifest>> Split(
        IReadOnlyList<PackManifest> packs
    )
    {
        var part = new List<PackManifest>();
        var length = 0;
        foreach (var pack in packs)
        {
            part.Add(pack);
            length += pack.Entries.Length * PackEntry.Size;
            if (length >= VaultLimits.Part)
            {
                yield return part;
                part = [];
                length = 0;
            }
        }
        if (part.Count > 0)
            yield return part;
    }
}
