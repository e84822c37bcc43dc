using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using MongoGateway.Access;
using MongoGateway.Commands;
using MongoGateway.Profiles;
using MongoGateway.Wire;

namespace MongoGateway;

/// <summary>What one gateway is like.</summary>
/// <param name="Users">Who may sign in; none means that nobody has to.</param>
/// <param name="Profile">Whose published rules it simulates.</param>
/// <param name="Certificate">Its certificate, or null for plain connections.</param>
public sealed record GatewayOptions(
    IReadOnlyList<GatewayUser> Users,
    Profile Profile,
    X509Certificate2? Certificate = null
);

/// <summary>
/// MongoDB's wire protocol on a loopback port, in front of the DocumentDB engine. The engine stores, finds and refuses for
/// real; signing in, cursors' bookkeeping and the rules of other services are this test library's own.
/// </summary>
public sealed class Gateway : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentDictionary<Connection, Task> connections = new();
    private readonly Task accepting;

    private Gateway(Engine? engine, GatewayOptions options)
    {
        Options = options;
        Commands = new CommandTable(
            this,
            engine is null ? null : new EngineCommands(engine.Source, Cursors)
        );
        listener.Start(backlog: 128);
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        accepting = AcceptAsync();
    }

    public int Port { get; }

    public GatewayOptions Options { get; }

    /// <summary>What is to go wrong, command by command.</summary>
    public Faults Faults { get; } = new();

    /// <summary>How many connections are open.</summary>
    public int Connections => connections.Count;

    internal CommandTable Commands { get; }

    internal Cursors Cursors { get; } = new();

    public static Gateway Start(Engine engine, GatewayOptions options) => new(engine, options);

    /// <summary>A server that greets and lets sign in, and has nothing behind it.</summary>
    public static Gateway StartAlone(GatewayOptions options) => new(engine: null, options);

    /// <summary>Ends every connection at once, as a network that goes away would.</summary>
    public void Cut()
    {
        foreach (var connection in connections.Keys)
            connection.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        Cut();
        await accepting;
        await Task.WhenAll(connections.Values);
        await Cursors.DisposeAsync();
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (!stop.IsCancellationRequested)
            {
                var connection = new Connection(
                    await listener.AcceptTcpClientAsync(stop.Token),
                    this
                );
                var serving = connection.ServeAsync(stop.Token);
                connections[connection] = serving;
                _ = serving.ContinueWith(
                    _ => connections.TryRemove(connection, out Task? _),
                    CancellationToken.None,
                    TaskContinuationOptions.None,
                    TaskScheduler.Default
                );
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException) { }
    }
}
