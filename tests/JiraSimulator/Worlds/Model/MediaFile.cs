namespace JiraSimulator.Worlds;

/// <summary>A file of the media host. Its bytes come in blocks that hold only until the next one is asked for.</summary>
internal sealed record MediaFile(string Id, long Length, IEnumerable<ReadOnlyMemory<byte>> Blocks)
{
    public static MediaFile Of(string id, byte[] content) => new(id, content.Length, [content]);

    public byte[] ToArray() => [.. Blocks.SelectMany(block => block.ToArray())];
}
