namespace VaultBench.Corpus;

/// <summary>
/// Objects one after the other in a file: made before the clock runs, and read as a stream, which is how a capture gets
/// them.
/// </summary>
internal static class ObjectFile
{
    private const int BufferSize = 1 << 20;

    internal static BinaryWriter Create(string path) =>
        new(new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, BufferSize));

    internal static void WriteObject(this BinaryWriter writer, CorpusObject item)
    {
        writer.Write(item.Content.Length);
        writer.Write(item.Group);
        writer.Write(item.Id);
        writer.Write(item.Key);
        writer.Write(item.Label);
        writer.Write(item.UpdatedUtcTicks);
        writer.Write(item.Content.Span);
    }

    /// <summary>The content of an object is overwritten by the next one.</summary>
    internal static IEnumerable<CorpusObject> Read(string path)
    {
        using var stream = new FileStream(
            path,
            FileMode.Open,
            FileAccess.Read,
            FileShare.Read,
            BufferSize
        );
        using var reader = new BinaryReader(stream);
        var content = new byte[BufferSize];
        while (stream.Position < stream.Length)
        {
            var length = reader.ReadInt32();
            var (group, id) = (reader.ReadString(), reader.ReadString());
            var (key, label) = (reader.ReadString(), reader.ReadString());
            var updated = reader.ReadInt64();
            reader.BaseStream.ReadExactly(content, 0, length);
            yield return new CorpusObject(
                group,
                id,
                key,
                label,
                updated,
                content.AsMemory(0, length)
            );
        }
    }
}
