using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using AssetsBackup.Atlassian;
using AssetsBackup.Atlassian.Assets;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Snapshots.Capture;
using AssetsBackup.Tests.Notifications;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AssetsBackup.Tests.Capture;

/// <summary>What a test does to the simulated site and asks of it.</summary>
internal sealed partial class CaptureHost
{
    /// <summary>What the program wrote of its notifications.</summary>
    public RecordedLog Log { get; } = new("AssetsBackup.Features.Notifications", "System.Net.Http");

    /// <summary>The port that answers for every simulated host.</summary>
    public int HttpsPort => simulator.HttpsPort;

    /// <summary>A site's Assets, for what others do there.</summary>
    public IAssetsApi Assets(string site) =>
        Services
            .GetRequiredService<AtlassianClients>()
            .Assets(
                new SiteCredentials(
                    $"https://{site}.atlassian.net",
                    CloudId(site),
                    Workspace(site),
                    Email,
                    Token
                )
            );

    /// <summary>A backup that builds on no other.</summary>
    public async Task<Run> FullBackUpAsync(string key, bool archived = false)
    {
        settings.ReadsAll = true;
        try
        {
            return await BackUpAsync(key, archived);
        }
        finally
        {
            settings.ReadsAll = false;
        }
    }

    private sealed class Settings(bool callsPerObject) : IOptions<CaptureOptions>
    {
        internal bool ReadsAll { get; set; }

        public CaptureOptions Value =>
            ReadsAll
                ? new() { CallsPerObject = callsPerObject, FullEvery = 1 }
                : new() { CallsPerObject = callsPerObject };
    }

    public async Task<int> FiredFaultsAsync()
    {
        var faults = await control.GetFromJsonAsync<JsonElement>("/_sim/sites/acme/faults");
        return faults.EnumerateArray().Sum(fault => fault.GetProperty("fired").GetInt32());
    }

    /// <summary>Schemas of a site as the simulator itself counts them.</summary>
    public async Task<JsonElement> WorldSchemaAsync(string key)
    {
        var sites = await control.GetFromJsonAsync<JsonElement>("/_sim/sites");
        return sites
            .EnumerateArray()
            .Single(site => site.GetProperty("name").GetString() == "acme")
            .GetProperty("schemas")
            .EnumerateArray()
            .Single(schema => schema.GetProperty("key").GetString() == key);
    }

    public async Task FaultAsync(object fault) =>
        (await control.PostAsJsonAsync("/_sim/sites/acme/faults", fault)).EnsureSuccessStatusCode();

    /// <summary>Limits of the site acme, and what others use of them.</summary>
    public async Task LimitAsync(object limits) =>
        (await control.PutAsJsonAsync("/_sim/sites/acme/limits", limits)).EnsureSuccessStatusCode();

    public async Task ClearFaultsAsync() =>
        (await control.DeleteAsync("/_sim/sites/acme/faults")).EnsureSuccessStatusCode();

    public async Task SwitchAsync(JsonObject switches) =>
        (
            await control.PutAsJsonAsync("/_sim/sites/acme/switches", switches)
        ).EnsureSuccessStatusCode();

    public async Task MutateAsync(int percent) =>
        (
            await control.PostAsync($"/_sim/sites/acme/mutate?percent={percent}", null)
        ).EnsureSuccessStatusCode();

    /// <summary>One object is changed, made, moved or deleted, by chance.</summary>
    public async Task EditAsync(int seed) =>
        (
            await control.PostAsync($"/_sim/sites/acme/edit?seed={seed}", null)
        ).EnsureSuccessStatusCode();

    public async Task DeleteObjectAsync(string id) =>
        (await control.DeleteAsync($"/_sim/sites/acme/objects/{id}")).EnsureSuccessStatusCode();

    /// <summary>Moves an object to another type, or deletes an attribute that has values: <c>move</c>, <c>drop</c>.</summary>
    public async Task<JsonElement> ReshapeAsync(string how, string key, int seed = 1)
    {
        var schema = await SchemaAsync(key);
        var answer = await control.PostAsync(
            $"/_sim/sites/acme/{how}?schemaId={schema.AssetsId}&seed={seed}",
            null
        );
        return await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
    }

    public Task<int> CallsAsync(string operation) => CountAsync(operation, "requests");

    public Task<int> RefusedAsync(string operation) => CountAsync(operation, "refused");

    private async Task<int> CountAsync(string operation, string what)
    {
        var stats = await control.GetFromJsonAsync<JsonElement>("/_sim/stats");
        return stats.TryGetProperty(operation, out var count)
            ? count.GetProperty(what).GetInt32()
            : 0;
    }
}
