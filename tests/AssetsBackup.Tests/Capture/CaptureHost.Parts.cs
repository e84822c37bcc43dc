using System.Net.Http.Json;
using System.Text.Json;
using AssetsBackup.Features.Snapshots;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Tests.Capture;

/// <summary>What hangs on the objects of the simulated site, by its own count, and what a snapshot says of it.</summary>
internal sealed partial class CaptureHost
{
    /// <summary>The only schema of the sample whose objects have pictures.</summary>
    public Task<string> PicturedSchemaAsync() =>
        ReadAsync(async database =>
            (await database.Schemas.ToListAsync()).MaxBy(schema => int.Parse(schema.AssetsId))!.Key
        );

    public async Task<JsonElement> PartsTotalsAsync(string key)
    {
        var schema = await SchemaAsync(key);
        return await control.GetFromJsonAsync<JsonElement>(
            $"/_sim/sites/acme/parts?schemaId={schema.AssetsId}"
        );
    }

    public Task<JsonElement> PartsAsync(string objectId, string site = "acme") =>
        control.GetFromJsonAsync<JsonElement>($"/_sim/sites/{site}/parts/objects/{objectId}");

    /// <summary>How many of a kind each object of a schema has that has any, by object.</summary>
    public async Task<IReadOnlyDictionary<string, int>> CountsAsync(
        string key,
        string kind,
        string site = "acme"
    )
    {
        var schema = await SchemaAsync(key);
        var rows = await control.GetFromJsonAsync<JsonElement>(
            $"/_sim/sites/{site}/parts/objects?schemaId={schema.AssetsId}"
        );
        return new SortedDictionary<string, int>(
            rows.EnumerateArray()
                .Where(row => row.GetProperty(kind).GetInt32() > 0)
                .ToDictionary(
                    row => row.GetProperty("objectId").GetString()!,
                    row => row.GetProperty(kind).GetInt32()
                ),
            StringComparer.Ordinal
        );
    }

    public async Task<SnapshotPart> PartAsync(Guid snapshot, string name) =>
        SnapshotView.PartsOf(await SnapshotAsync(snapshot)).Single(part => part.Name == name);
}

internal static class PartAssertions
{
    public static void ShouldBeCaptured(this SnapshotPart part, int count)
    {
        part.Reasons.ShouldBeEmpty(part.Name);
        part.State.ShouldBe(PartState.Captured, part.Name);
        part.Count.ShouldBe(count, part.Name);
    }
}
