using System.Diagnostics;
using System.Text.Json;
using AssetsBackup.CommandLine;
using Microsoft.Data.Sqlite;
using Spectre.Console;

namespace AssetsBackup.Tests.CommandLine;

/// <summary>
/// The program's command line in a process of its own, which takes one command after the other: a start for each would be
/// seconds of compiling the same code. tests/demo starts the program for each, as an operator does. Its tests are one
/// collection, as a test that waits for its turn holds others up.
/// </summary>
internal sealed class TerminalProcess
{
    /// <summary>The argument that makes this assembly the terminal in place of its tests.</summary>
    public const string Mode = "--terminal";

    private const string HostsFile = "SimulatedHosts__File";

    private static readonly Lazy<TerminalProcess> OfAllTests = new(() => new TerminalProcess());

    private readonly SemaphoreSlim turn = new(1);

    private Process process = Start();

    public static Task<Ended> RunAsync(Command command) =>
        OfAllTests.Value.InTurnAsync(command, TestContext.Current.CancellationToken);

    // It ends with its standard input, so with these tests.
    private static Process Start() =>
        Process.Start(
            new ProcessStartInfo("dotnet", [typeof(TerminalProcess).Assembly.Location, Mode])
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                Environment =
                {
                    ["ASPNETCORE_ENVIRONMENT"] = "Development",
                    ["SimulatedHosts__Assembly"] = typeof(SimulatedHosts.HostsFile)
                        .Assembly
                        .Location,
                    ["Outbound__AllowedHosts__0"] = "localhost",
                    ["Outbound__Addresses__0"] = "198.51.100.7",
                    ["TERM"] = "dumb",
                    ["COLUMNS"] = "400",
                    // At Jira's limits, which are on here, 600 objects would take a minute.
                    ["Capture__CallsPerObject"] = "false",
                },
            }
        )!;

    private async Task<Ended> InTurnAsync(Command command, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            await process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(command));
            await process.StandardInput.FlushAsync(cancellationToken);
            var ended = await process.StandardOutput.ReadLineAsync(cancellationToken);
            ended.ShouldNotBeNull("the terminal's process has ended");
            return JsonSerializer.Deserialize<Ended>(ended)!;
        }
        catch (OperationCanceledException)
        {
            // The next command must not read the answer to this one.
            process.Kill();
            process = Start();
            throw;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Takes commands from standard input, a line of JSON each, and answers each by a line.</summary>
    public static async Task ServeAsync()
    {
        var (commands, answers) = (Console.In, Console.Out);
        while (await commands.ReadLineAsync() is { } line)
        {
            await answers.WriteLineAsync(
                JsonSerializer.Serialize(await EndAsync(JsonSerializer.Deserialize<Command>(line)!))
            );
            await answers.FlushAsync();
        }
    }

    private static async Task<Ended> EndAsync(Command command)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        using var input = new StringReader(command.Secrets + Environment.NewLine);
        Environment.SetEnvironmentVariable(HostsFile, command.Hosts);
        Console.SetIn(input);
        Console.SetOut(output);
        Console.SetError(errors);
        AnsiConsole.Console = AnsiConsole.Create(
            new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) }
        );
        var code = await Terminal.RunAsync(command.Arguments);
        // As the end of a process does: a test may move the files of a database between two commands.
        SqliteConnection.ClearAllPools();
        return new Ended(code, OneLine(output), OneLine(errors));
    }

    // Where the terminal breaks lines is no part of what is said.
    private static string OneLine(StringWriter text) =>
        string.Join(
            ' ',
            text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        );
}

/// <param name="Hosts">The file that tells where the simulated sites are.</param>
/// <param name="Arguments">As typed.</param>
/// <param name="Secrets">On its standard input, a line each.</param>
internal sealed record Command(string Hosts, string[] Arguments, string? Secrets);

internal sealed record Ended(int ExitCode, string Output, string Errors);
