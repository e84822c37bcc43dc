using System.Text.Json;
using AssetsBackup.Atlassian;

namespace AssetsBackup.Features.Snapshots.Records;

/// <summary>Reads the content of a snapshot's records.</summary>
internal static class RecordJson
{
    public static T Read<T>(ReadOnlyMemory<byte> content)
        where T : class =>
        JsonSerializer.Deserialize<T>(content.Span, TolerantJson.Options)
        ?? throw new JsonException($"A {typeof(T).Name} is null.");

    public static T Read<T>(JsonElement content)
        where T : class =>
        content.Deserialize<T>(TolerantJson.Options)
        ?? throw new JsonException($"A {typeof(T).Name} is null.");
}
