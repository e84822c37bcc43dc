using System.Net.Http.Json;
using System.Text.Json;
using AssetsBackup.Atlassian;
using JiraSimulator;

namespace AssetsBackup.Tests.Plans;

/// <summary>The simulated site that is backed up and the empty one that is restored to, in a test's hand.</summary>
internal sealed class TwoSites : IAsyncDisposable
{
    public const string Source = "acme";
    public const string Destination = "globex";
    private readonly TemporaryFolder folder;
    private readonly Simulator simulator;
    private readonly HttpClient control;

    private TwoSites(TemporaryFolder folder, Simulator simulator)
    {
        (this.folder, this.simulator) = (folder, simulator);
        control = new HttpClient { BaseAddress = simulator.HttpUrl };
    }

    /// <summary>Where the sites answer, for the product's outbound guard.</summary>
    public string HostsFile => HostsFileIn(folder);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <param name="world">What the site holds that is backed up.</param>
    public static async Task<TwoSites> StartAsync(string world)
    {
        var temporary = new TemporaryFolder();
        var options = new SimulatorOptions
        {
            HostsFile = HostsFileIn(temporary),
            Sites = [new(Source, world), new(Destination, "empty")],
        };
        return new TwoSites(temporary, await Simulator.StartAsync(options, Stop));
    }

    public SiteCredentials CredentialsOf(string name)
    {
        var site = simulator.Sites.Single(site => site.Name == name);
        return new SiteCredentials(
            $"https://{name}.atlassian.net",
            site.CloudId,
            site.WorkspaceId,
            "admin@acme.example",
            "valid-token"
        );
    }

    /// <summary>The schemas of a site by their keys, as the simulator itself lists them.</summary>
    public async Task<IReadOnlyDictionary<string, (string Id, string Name)>> SchemasAsync(
        string name
    )
    {
        var sites = await control.GetFromJsonAsync<JsonElement>("/_sim/sites", Stop);
        return sites
            .EnumerateArray()
            .Single(site => Text(site, "name") == name)
            .GetProperty("schemas")
            .EnumerateArray()
            .ToDictionary(
                schema => Text(schema, "key"),
                schema => (Text(schema, "id"), Text(schema, "name"))
            );
    }

    /// <summary>What the simulator's comparer finds between schemas of the two sites, by their keys.</summary>
    public async Task<JsonElement> CompareAsync(params (string Source, string Destination)[] pairs)
    {
        var here = await SchemasAsync(Source);
        var there = await SchemasAsync(Destination);
        var answer = await control.PostAsJsonAsync(
            "/_sim/compare",
            new
            {
                pairs = pairs.Select(pair => new
                {
                    from = new { site = Source, schemaId = here[pair.Source].Id },
                    to = new { site = Destination, schemaId = there[pair.Destination].Id },
                }),
            },
            Stop
        );
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Stop);
    }

    /// <summary>A coming call of an operation fails; after acting means that the server did its work first.</summary>
    public Task FailAsync(string operation, int call, string kind, bool afterActing) =>
        FaultAsync(
            Destination,
            new
            {
                operation,
                kind,
                call,
                afterActing,
            }
        );

    public async Task FaultAsync(string site, object fault) =>
        (
            await control.PostAsJsonAsync($"/_sim/sites/{site}/faults", fault, Stop)
        ).EnsureSuccessStatusCode();

    public async Task SwitchAsync(string site, object switches) =>
        (
            await control.PutAsJsonAsync($"/_sim/sites/{site}/switches", switches, Stop)
        ).EnsureSuccessStatusCode();

    /// <summary>Objects of the source are changed.</summary>
    public async Task MutateAsync() =>
        (
            await control.PostAsync($"/_sim/sites/{Source}/mutate?seed=7&percent=5", null, Stop)
        ).EnsureSuccessStatusCode();

    /// <summary>The destination refuses objects beyond so many.</summary>
    public Task LimitObjectsAsync(int limit) =>
        SwitchAsync(Destination, new { objectLimit = limit });

    public async ValueTask DisposeAsync()
    {
        control.Dispose();
        await simulator.DisposeAsync();
        folder.Dispose();
    }

    private static string HostsFileIn(TemporaryFolder folder) => folder.File("hosts.json");

    private static string Text(JsonElement element, string name) =>
        element.GetProperty(name).GetString()!;
}
