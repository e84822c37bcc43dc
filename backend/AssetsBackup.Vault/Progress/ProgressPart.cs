namespace AssetsBackup.Vault;

/// <summary>The entries of one tree in a progress part, sorted, in their byte form.</summary>
/// <param name="Tree">The tree's name.</param>
/// <param name="Count">The number of entries.</param>
/// <param name="Bytes">The entries.</param>
internal sealed record ProgressSection(string Tree, int Count, ReadOnlyMemory<byte> Bytes);

/// <summary>The payload of a progress part.</summary>
/// <param name="IsLast">Whether the part completes its checkpoint.</param>
/// <param name="Sections">One for each tree staged.</param>
internal sealed record ProgressPart(bool IsLast, IReadOnlyList<ProgressSection> Sections)
{
    private const int SmallestSection = 3;

    internal ReadOnlyMemory<byte> Encode()
    {
        var writer = new ByteWriter();
        writer.Byte(IsLast ? (byte)1 : (byte)0);
        writer.VarInt((ulong)Sections.Count);
        foreach (var section in Sections)
        {
            writer.Text(section.Tree);
            writer.VarInt((ulong)section.Count);
            writer.VarInt((ulong)section.Bytes.Length);
            writer.Bytes(section.Bytes.Span);
        }
        return writer.Written;
    }

    /// <exception cref="MalformedException">The bytes are not a progress part.</exception>
    internal static ProgressPart Decode(byte[] content)
    {
        var reader = new ByteReader(content);
        var isLast = reader.Byte() == 1;
        var sections = new ProgressSection[reader.Count(reader.VarInt(), SmallestSection)];
        for (var i = 0; i < sections.Length; i++)
        {
            var tree = reader.Text();
            var count = reader.VarInt();
            var length = reader.Count(reader.VarInt(), 1);
            if (count > (ulong)length)
                throw new MalformedException("a count is too large");
            var start = content.Length - reader.Remaining;
            reader.Bytes(length);
            sections[i] = new ProgressSection(tree, (int)count, content.AsMemory(start, length));
        }
        reader.End();
        return new ProgressPart(isLast, sections);
    }
}
