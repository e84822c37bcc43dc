using System.Text.Json.Nodes;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Schemas;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Tests.Capture;

/// <summary>What a test does to single schemas, and what a run told of them.</summary>
internal sealed partial class CaptureHost
{
    /// <summary>Sets a switch of the site that names schemas by their keys.</summary>
    public Task SwitchSchemasAsync(string name, params string[] keys) =>
        SwitchAsync(
            new JsonObject
            {
                [name] = new JsonArray([.. keys.Select(key => (JsonNode)JsonValue.Create(key))]),
            }
        );

    public Task LearnAsync(string key, SchemaFinding found) =>
        ChangeAsync(database =>
            database.Schemas.Single(schema => schema.Key == key).Learn(found, Clock.GetUtcNow())
        );

    public Task<List<string>> LogAsync(Run run) =>
        ReadAsync(database =>
            database
                .RunLog.Where(line => line.RunId == run.Id)
                .OrderBy(line => line.Id)
                .Select(line => line.Message)
                .ToListAsync()
        );
}
