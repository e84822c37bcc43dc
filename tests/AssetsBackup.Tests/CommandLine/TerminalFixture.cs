using System.Diagnostics;
using AssetsBackup.Hosting.Database;
using JiraSimulator;
using JiraSimulator.Sites;

namespace AssetsBackup.Tests.CommandLine;

/// <summary>The program as an operator starts it, a process of its own, beside two simulated sites.</summary>
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

    /// <summary>Runs a command with secrets on its standard input, a line each.</summary>
    internal async Task<Ended> RunAsync(string data, string? secrets, params string[] arguments)
    {
        var program = typeof(AppDatabase).Assembly.Location;
        var start = new ProcessStartInfo("dotnet", [program, .. arguments, "--data", data])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Development",
                ["SimulatedHosts__Assembly"] = typeof(global::SimulatedHosts.HostsFile)
                    .Assembly
                    .Location,
                ["SimulatedHosts__File"] = HostsFile,
                ["Outbound__AllowedHosts__0"] = "localhost",
                ["Outbound__Addresses__0"] = "198.51.100.7",
                ["COLUMNS"] = "400",
                // At Jira's limits, which are on here, 600 objects would take a minute.
                ["Capture__CallsPerObject"] = "false",
            },
        };
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteLineAsync(secrets);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new Ended(process.ExitCode, OneLine(await output), OneLine(await errors));
    }

    private string HostsFile => folder.File("hosts.json");

    // Where the terminal breaks lines is no part of what is said.
    private static string OneLine(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

internal sealed record Ended(int ExitCode, string Output, string Errors);
