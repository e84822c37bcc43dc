using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace MongoGateway;

/// <summary>
/// The real DocumentDB engine, started by tests/MongoEngine for this process and gone with it. It speaks SQL functions that
/// take and give BSON; <see cref="Gateway"/> speaks MongoDB's protocol before it.
/// </summary>
public sealed class Engine : IAsyncDisposable
{
    private const int NotToBeHad = 75;

    private readonly Process process;

    private Engine(Process process, int port)
    {
        this.process = process;
        Source = NpgsqlDataSource.Create(
            $"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres;Maximum Pool Size=100"
        );
    }

    internal NpgsqlDataSource Source { get; }

    /// <exception cref="EngineMissingException">The engine cannot be had on this machine.</exception>
    /// <exception cref="InvalidOperationException">It should be here and does not start.</exception>
    public static async Task<Engine> StartAsync(CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("bash")
        {
            ArgumentList =
            {
                Path.Combine(AppContext.BaseDirectory, "MongoEngine", "engine.sh"),
                "run",
            },
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASSETSBACKUP_ENGINE_PORT"] = FreePort().ToString();
        var script = Process.Start(start)!;
        var errors = script.StandardError.ReadToEndAsync(CancellationToken.None);
        var line = await script.StandardOutput.ReadLineAsync(cancellationToken);
        if (int.TryParse(line, out var port))
            return new Engine(script, port);
        await script.WaitForExitAsync(cancellationToken);
        var why = (await errors).Trim();
        throw script.ExitCode == NotToBeHad
            ? new EngineMissingException(why)
            : new InvalidOperationException($"The engine does not start: {why}");
    }

    /// <summary>How many documents a collection holds, asked past every gateway.</summary>
    public async Task<long> CountAsync(string database, string collection)
    {
        await using var call = Source.CreateCommand(
            "SELECT count(*) FROM documentdb_api.collection($1, $2)"
        );
        call.Parameters.Add(new() { Value = database });
        call.Parameters.Add(new() { Value = collection });
        return (long)(await call.ExecuteScalarAsync(CancellationToken.None))!;
    }

    /// <summary>Makes a database of PostgreSQL's own, beside what speaks MongoDB.</summary>
    /// <returns>Its connection string.</returns>
    public async Task<string> CreateDatabaseAsync(string name)
    {
        await using var call = Source.CreateCommand($"CREATE DATABASE \"{name}\"");
        await call.ExecuteNonQueryAsync(CancellationToken.None);
        return new NpgsqlConnectionStringBuilder(Source.ConnectionString)
        {
            Database = name,
            MaxPoolSize = 20,
        }.ToString();
    }

    /// <summary>Kills it and starts it again on what it has stored: every session is gone.</summary>
    public async Task RestartAsync(CancellationToken cancellationToken)
    {
        await process.StandardInput.WriteLineAsync("restart");
        await process.StandardInput.FlushAsync(cancellationToken);
        if (await process.StandardOutput.ReadLineAsync(cancellationToken) is null)
            throw new InvalidOperationException("The engine does not start again");
        NpgsqlConnection.ClearAllPools();
    }

    /// <summary>Forgets a test's database.</summary>
    public async Task DropDatabaseAsync(string name)
    {
        await using var call = Source.CreateCommand("SELECT documentdb_api.drop_database($1)");
        call.Parameters.Add(new() { Value = name });
        await call.ExecuteScalarAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        // The script waits for the end of its input, so that a killed test process leaves no engine behind.
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>The engine cannot be had on this machine; tests that need it are skipped, in CI they fail.</summary>
public sealed class EngineMissingException(string why) : Exception(why);
