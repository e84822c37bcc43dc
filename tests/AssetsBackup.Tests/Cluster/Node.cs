using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Tests.Capture;
using Npgsql;

namespace AssetsBackup.Tests.Cluster;

/// <summary>One process that serves, with a network of its own to the sites and to the database.</summary>
internal sealed class Node : IAsyncDisposable
{
    private readonly Process process;
    private readonly Relay site;

    private Node(Process process, Relay site, Relay database)
    {
        (this.process, this.site, Database) = (process, site, database);
        // Nobody reads what it says: a full pipe would hold it up.
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public Relay Database { get; }

    /// <summary>Bytes that it has sent to the sites.</summary>
    public long SentToSites => site.Sent;

    public static async Task<Node> StartAsync(string data, string hosts, string postgres)
    {
        var map = JsonNode.Parse(await File.ReadAllTextAsync(hosts))!.AsObject();
        var names = map["hosts"]!.AsObject();
        var toSites = new Relay(IPEndPoint.Parse((string)names.First().Value!));
        foreach (var name in names.Select(pair => pair.Key).ToList())
            names[name] = toSites.Address.ToString();
        var given = new NpgsqlConnectionStringBuilder(postgres);
        var toDatabase = new Relay(new IPEndPoint(IPAddress.Loopback, given.Port));
        given.Port = toDatabase.Address.Port;
        var own = Path.Combine(data, $"hosts-{toSites.Address.Port}.json");
        await File.WriteAllTextAsync(own, map.ToJsonString());
        var urls = $"http://127.0.0.1:{FreePort()}";
        var node = new Node(
            Start(data, own, given.ToString(), ["serve", "--urls", urls]),
            toSites,
            toDatabase
        );
        using var browser = new HttpClient { BaseAddress = new Uri(urls) };
        await Until.TrueAsync(
            "the node answers",
            async () =>
            {
                node.process.HasExited.ShouldBeFalse();
                try
                {
                    return (await browser.GetAsync("/atlassian-connect.json")).IsSuccessStatusCode;
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            }
        );
        return node;
    }

    /// <summary>Runs a command to its good end.</summary>
    public static async Task RunAsync(
        string data,
        string hosts,
        string postgres,
        params string[] arguments
    )
    {
        using var command = Start(data, hosts, postgres, arguments);
        var errors = command.StandardError.ReadToEndAsync();
        var answer = await command.StandardOutput.ReadToEndAsync();
        await command.WaitForExitAsync();
        command.ExitCode.ShouldBe(0, $"{string.Join(' ', arguments)}: {answer} {await errors}");
    }

    public void Kill() => process.Kill();

    public Task FreezeAsync() => SignalAsync("STOP");

    public Task ThawAsync() => SignalAsync("CONT");

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        await site.DisposeAsync();
        await Database.DisposeAsync();
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
        await kill.WaitForExitAsync();
        kill.ExitCode.ShouldBe(0);
    }

    private static Process Start(string data, string hosts, string postgres, string[] arguments) =>
        Process.Start(
            new ProcessStartInfo(
                "dotnet",
                [typeof(AppDatabase).Assembly.Location, .. arguments, "--data", data]
            )
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment =
                {
                    ["ASPNETCORE_ENVIRONMENT"] = "Development",
                    ["ASSETSBACKUP_API_TOKEN"] = CaptureHost.Token,
                    ["Database__Postgres"] = postgres,
                    ["SimulatedHosts__Assembly"] = typeof(SimulatedHosts.HostsFile)
                        .Assembly
                        .Location,
                    ["SimulatedHosts__File"] = hosts,
                    ["Atlassian__Limits__Enabled"] = "false",
                    ["Sync__Daily"] = "false",
                },
            }
        )!;

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
