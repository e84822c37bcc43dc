using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using AssetsBackup.Atlassian;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Features.Targets;
using AssetsBackup.Tests.Capture;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Tests.DataCenter;

/// <summary>A host that is set up for a Cloud site, beside a Data Center.</summary>
internal sealed class DataCenterHost(CaptureHost host) : IAsyncDisposable
{
    public const string Address = $"https://{CaptureHost.DataCenter}.dc.example/jira";
    public const string AccessToken = "valid-pat";

    public CaptureHost Host => host;

    public static AddDataCenter ByToken { get; } =
        new("Initech", Address, SignIn.AccessToken, null, AccessToken);

    public static AddDataCenter ByPassword { get; } =
        new("Initech", Address, SignIn.Basic, "admin", "admin-password");

    public static async Task<DataCenterHost> StartAsync(
        string world = "n:40",
        bool callsPerObject = false
    ) => new(await CaptureHost.StartSetUpAsync("empty", callsPerObject, world));

    /// <summary>Adds the Data Center and works its first sync off.</summary>
    public async Task<TargetView> AddAsync(AddDataCenter request)
    {
        var added = await host.SendAsync(request);
        var sync = await host.ReadAsync(database =>
            database.Runs.SingleAsync(run =>
                run.ConnectionId == added.Id && run.Kind == RunKind.Sync
            )
        );
        var run = await host.DrainAsync(sync.Id);
        run.State.ShouldBe(RunState.Succeeded, run.ErrorMessage);
        return added;
    }

    public Task<List<Schema>> SchemasAsync() =>
        host.ReadAsync(database =>
            database
                .Schemas.Where(schema =>
                    database.Connections.Any(one =>
                        one.Id == schema.ConnectionId && one.Kind == SiteKind.DataCenter
                    )
                )
                .OrderBy(schema => schema.Key)
                .ToListAsync()
        );

    /// <summary>The simulator's own count of a schema.</summary>
    public async Task<JsonElement> WorldAsync(string key)
    {
        var sites = await host.Control.GetFromJsonAsync<JsonElement>("/_sim/sites");
        return sites
            .EnumerateArray()
            .Single(site => site.GetProperty("name").GetString() == CaptureHost.DataCenter)
            .GetProperty("schemas")
            .EnumerateArray()
            .Single(schema => schema.GetProperty("key").GetString() == key);
    }

    /// <summary>The simulator's own count of what hangs on a schema's objects.</summary>
    public Task<JsonElement> PartsAsync(string schemaId) =>
        host.Control.GetFromJsonAsync<JsonElement>(
            $"/_sim/sites/{CaptureHost.DataCenter}/parts?schemaId={schemaId}"
        );

    public async Task SwitchAsync(string switches) =>
        (
            await host.Control.PutAsJsonAsync(
                $"/_sim/sites/{CaptureHost.DataCenter}/switches",
                JsonSerializer.Deserialize<JsonObject>(switches)
            )
        ).EnsureSuccessStatusCode();

    public async Task ChangeAsync(string how) =>
        (
            await host.Control.PostAsync($"/_sim/sites/{CaptureHost.DataCenter}/{how}", null)
        ).EnsureSuccessStatusCode();

    public async Task UnarchiveAsync(string objectId) =>
        (
            await host.Control.DeleteAsync(
                $"/_sim/sites/{CaptureHost.DataCenter}/archive/{objectId}"
            )
        ).EnsureSuccessStatusCode();

    public ValueTask DisposeAsync() => host.DisposeAsync();
}
