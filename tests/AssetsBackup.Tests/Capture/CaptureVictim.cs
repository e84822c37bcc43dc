using System.Diagnostics;
using AssetsBackup.Hosting.Database;
using JiraSimulator;

namespace AssetsBackup.Tests.Capture;

/// <summary>The program as its operator starts it from a terminal, a process of its own beside a simulated site, to be killed.</summary>
internal sealed class CaptureVictim : IAsyncDisposable
{
    public const string GoesOn = "Going on with the backup that was interrupted";

    private readonly TemporaryFolder folder = new();
    private readonly Simulator simulator;

    private CaptureVictim(Simulator simulator, TemporaryFolder hosts)
    {
        this.simulator = simulator;
        Control = new HttpClient { BaseAddress = simulator.HttpUrl };
        Hosts = hosts;
    }

    public HttpClient Control { get; }

    public string Data => folder.File("data");

    private TemporaryFolder Hosts { get; }

    /// <param name="world">What the site holds.</param>
    /// <param name="page">How many objects the site gives at once.</param>
    public static async Task<CaptureVictim> StartAsync(string world, int page)
    {
        var hosts = new TemporaryFolder();
        var site = await Simulator.StartAsync(
            new SimulatorOptions
            {
                HostsFile = hosts.File("hosts.json"),
                Sites = [new("acme", world) { Switches = new() { LargestPage = page } }],
            },
            CancellationToken.None
        );
        var victim = new CaptureVictim(site, hosts);
        await victim.RunAsync(
            "sites",
            "add",
            "https://acme.atlassian.net",
            "--email",
            CaptureHost.Email
        );
        return victim;
    }

    /// <summary>Runs a command to its good end.</summary>
    /// <returns>Its answer, JSON.</returns>
    public async Task<string> RunAsync(params string[] arguments)
    {
        using var process = Start([.. arguments, "--json"]);
        var errors = process.StandardError.ReadToEndAsync();
        var answer = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, $"{string.Join(' ', arguments)}: {await errors}");
        return answer;
    }

    /// <summary>Starts a backup and kills it a while after it has begun to say what it does.</summary>
    /// <returns>What it said; whether it had ended well before.</returns>
    public async Task<(IReadOnlyList<string> Said, bool HasEnded)> KillAsync(TimeSpan moment)
    {
        using var process = Start(["backup", "CNT"]);
        var said = new List<string>();
        _ = process.StandardOutput.ReadToEndAsync();
        if (await process.StandardError.ReadLineAsync() is { } first)
            said.Add(first);
        await Task.Delay(moment, TimeProvider.System);
        process.Kill();
        while (await process.StandardError.ReadLineAsync() is { } line)
            said.Add(line);
        await process.WaitForExitAsync();
        var hasEnded = process.ExitCode == 0;
        (hasEnded || process.ExitCode == 128 + 9).ShouldBeTrue(string.Join('\n', said));
        return (said, hasEnded);
    }

    public async ValueTask DisposeAsync()
    {
        Control.Dispose();
        await simulator.DisposeAsync();
        Hosts.Dispose();
        folder.Dispose();
    }

    private Process Start(string[] arguments) =>
        Process.Start(
            new ProcessStartInfo(
                "dotnet",
                [
                    typeof(AppDatabase).Assembly.Location,
                    .. arguments,
                    "--site",
                    "acme.atlassian.net",
                    "--data",
                    Data,
                ]
            )
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment =
                {
                    ["ASPNETCORE_ENVIRONMENT"] = "Development",
                    ["ASSETSBACKUP_API_TOKEN"] = CaptureHost.Token,
                    ["SimulatedHosts__Assembly"] = typeof(SimulatedHosts.HostsFile)
                        .Assembly
                        .Location,
                    ["SimulatedHosts__File"] = Hosts.File("hosts.json"),
                    ["Atlassian__Limits__Enabled"] = "false",
                    // Each backup reads everything.
                    ["Capture__FullEvery"] = "1",
                },
            }
        )!;
}
