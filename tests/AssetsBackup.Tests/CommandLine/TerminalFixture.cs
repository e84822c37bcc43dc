using System.Net.Http.Json;
using System.Text.Json;
using JiraSimulator;
using JiraSimulator.Sites;

namespace AssetsBackup.Tests.CommandLine;

/// <summary>The terminal of an operator beside two simulated sites.</summary>
public sealed class TerminalFixture : IAsyncLifetime
{
    public const string Acme = "https://acme.atlassian.net";
    public const string Email = "admin@acme.example";
    public const string Token = "valid-token";

    private readonly TemporaryFolder folder = new();
    private Simulator simulator = null!;

    /// <summary>A folder of data in which acme is set up.</summary>
    public string SetUp => folder.File("set-up");

    public async ValueTask InitializeAsync()
    {
        simulator = await Simulator.StartAsync(
            new SimulatorOptions
            {
                HostsFile = HostsFile,
                Sites = [new("acme", "n:600"), new("globex", "empty")],
            },
            CancellationToken.None
        );
        var added = await RunAsync(SetUp, Token, "sites", "add", Acme, "--email", Email);
        added.ExitCode.ShouldBe(0, added.Errors);
    }

    public async ValueTask DisposeAsync()
    {
        await simulator.DisposeAsync();
        folder.Dispose();
    }

    /// <summary>Data of nobody yet.</summary>
    public string Fresh(string name) => folder.File(name);

    internal Site Site(string name) => simulator.Sites.Single(site => site.Name == name);

    internal void Block(bool blocked)
    {
        var world = simulator.WorldOf(Site("acme"));
        world.Switches = world.Switches with { AddressBlocked = blocked };
    }

    /// <summary>Deletes so many objects of acme, past its API.</summary>
    internal async Task DeleteObjectsAsync(int count)
    {
        using var control = new HttpClient { BaseAddress = simulator.HttpUrl };
        var objects = await control.GetFromJsonAsync<JsonElement>("/_sim/sites/acme/objects");
        foreach (var one in objects.EnumerateArray().Take(count))
            (
                await control.DeleteAsync($"/_sim/sites/acme/objects/{one.GetProperty("id")}")
            ).EnsureSuccessStatusCode();
    }

    /// <summary>Runs a command with secrets on its standard input, a line each.</summary>
    internal Task<Ended> RunAsync(string data, string? secrets, params string[] arguments) =>
        TerminalProcess.RunAsync(new Command(HostsFile, [.. arguments, "--data", data], secrets));

    private string HostsFile => folder.File("hosts.json");
}
