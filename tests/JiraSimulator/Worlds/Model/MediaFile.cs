namespace JiraSimulator.Worlds;

/// <summary>A file of the media host. Its bytes come in blocks that hold only until the next one is asked for.</summary>
internal sealed record MediaFile(string Id, long Length, IEnumerable<ReadOnlyMemory<byte>> Blocks)
{
    public static MediaFile Of(string id, byte[] content) => new(id, content.Length, [content]);

    /// <summary>Made anew whenever it is read.</summary>
    public static MediaFile Drawn(string id, Func<byte[]> draw) =>
        Of(id, draw()) with
        {
            Blocks = Once(draw),
        };

    public byte[] ToArray() => [.. Blocks.SelectMany(block => block.ToArray())];

    private static IEnumerable<ReadOnlyMemory<byte>> Once(Func<byte[]> draw)
    {
        yield return draw();
    }
}
