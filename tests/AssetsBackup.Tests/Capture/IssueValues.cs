using System.Text.Json;
using AssetsBackup.Features.Snapshots.Records;
using AssetsBackup.Vault;

namespace AssetsBackup.Tests.Capture;

/// <summary>A line for each field of each issue that names objects: as a snapshot holds it, and as the site has it.</summary>
internal static class IssueValues
{
    public static async Task<IReadOnlyList<string>> InAsync(RootReader root)
    {
        var values = new List<string>();
        await foreach (
            var (entry, content) in root.ReadAsync(
                SnapshotTrees.IssueValues,
                null,
                CancellationToken.None
            )
        )
        {
            var objects = JsonElement
                .Parse(content.Span)
                .GetProperty("objects")
                .EnumerateArray()
                .Select(IdOf);
            values.Add($"{entry.Group} {entry.Key}: {string.Join(' ', objects)}");
        }
        return values;
    }

    public static IReadOnlyList<string> OfWorld(JsonElement issues) =>
        [
            .. from issue in issues.EnumerateArray()
            from field in issue.GetProperty("fields").EnumerateObject()
            let objects = field.Value.EnumerateArray().Select(id => id.GetString())
            select $"{field.Name} {issue.GetProperty("key").GetString()}: {string.Join(' ', objects)}",
        ];

    // A key ends with the id of its object (contract §1.4).
    private static string? IdOf(JsonElement named) =>
        named.TryGetProperty("id", out var id)
            ? id.GetString()
            : named.GetProperty("objectKey").GetString()!.Split('-')[^1];
}
