using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace AssetsBackup.Hosting.Outbound;

/// <summary>
/// The guard's face for the database driver, which offers no hook to make its connections and follows servers to whatever
/// addresses they name. It can be told to use a SOCKS5 proxy for all of them: this one, on loopback, inside the process. The
/// guard resolves and checks each target here, at the moment of connecting.
/// </summary>
internal sealed class SocksFace(OutboundGuard guard, TimeProvider clock, ILogger<SocksFace> logger)
    : IAsyncDisposable
{
    private const int MostConnections = 512;
    private static readonly TimeSpan Handshake = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Connecting = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, SocksPass> passes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Task, byte> serving = new();
    private readonly CancellationTokenSource stop = new();
    private readonly Lock gate = new();
    private TcpListener? listener;
    private Task accepting = Task.CompletedTask;

    /// <summary>Lets one driver client through, until the pass is disposed. Nothing listens before the first is issued.</summary>
    /// <param name="isPlain">The client does not use TLS.</param>
    public SocksPass Issue(bool isPlain)
    {
        var pass = new SocksPass(
            Listen(),
            isPlain,
            RandomNumberGenerator.GetHexString(32),
            RandomNumberGenerator.GetHexString(32),
            user => passes.TryRemove(user, out _)
        );
        passes[pass.User] = pass;
        return pass;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener?.Dispose();
        await accepting;
        await Task.WhenAll(serving.Keys);
        stop.Dispose();
    }

    private int Listen()
    {
        lock (gate)
        {
            if (listener is null)
            {
                listener = new TcpListener(IPAddress.Loopback, 0);
                listener.Start();
                accepting = AcceptAsync(listener);
            }
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptSocketAsync(stop.Token);
                if (serving.Count >= MostConnections)
                {
                    client.Dispose();
                    continue;
                }
                var service = ServeAsync(client);
                serving[service] = 0;
                _ = service.ContinueWith(
                    ended => serving.TryRemove(ended, out _),
                    CancellationToken.None,
                    TaskContinuationOptions.None,
                    TaskScheduler.Default
                );
            }
        }
        // A listener that ends under a call says so in several ways.
        catch (Exception) when (stop.IsCancellationRequested) { }
        catch (SocketException e)
        {
            logger.LogError(e, "The way out for databases has ended");
        }
    }

    // Yields first, so that the listing of what is served knows the task before it can end.
    private async Task ServeAsync(Socket socket)
    {
        await Task.Yield();
        await using var client = new NetworkStream(socket, ownsSocket: true);
        try
        {
            var (pass, target) = await ShakeHandsAsync(client);
            await using var server = await ConnectAsync(client, pass, target);
            await SocksProtocol.ReplyAsync(client, SocksReply.Succeeded, stop.Token);
            await Task.WhenAny(
                client.CopyToAsync(server, stop.Token),
                server.CopyToAsync(client, stop.Token)
            );
        }
        // One side went away, spoke otherwise, or was refused: the connection ends, and the driver has been told why.
        catch (Exception e)
            when (e
                    is IOException
                        or SocketException
                        or OutboundRefusedException
                        or OperationCanceledException
            ) { }
    }

    private async Task<(SocksPass Pass, SocksTarget Target)> ShakeHandsAsync(NetworkStream client)
    {
        using var time = Limit(Handshake);
        var pass = await SocksProtocol.SignInAsync(client, Find, time.Token);
        return (pass, await SocksProtocol.ReadTargetAsync(client, time.Token));
    }

    private async Task<NetworkStream> ConnectAsync(
        NetworkStream client,
        SocksPass pass,
        SocksTarget target
    )
    {
        using var time = Limit(Connecting);
        try
        {
            var server = await guard.ConnectToAsync(
                OutboundService.Database,
                target.Host,
                target.Port,
                pass.IsPlain,
                time.Token
            );
            pass.Tell(target, SocksOutcome.Connected);
            return server;
        }
        catch (Exception e)
            when (e is OutboundRefusedException or SocketException or OperationCanceledException)
        {
            var outcome = SocksOutcome.Of(e);
            pass.Tell(target, outcome);
            if (e is OutboundRefusedException)
                logger.LogWarning("A database server was not called: {Reason}", e.Message);
            await SocksProtocol.ReplyAsync(client, outcome.Reply, stop.Token);
            throw;
        }
    }

    private SocksPass? Find(string user, byte[] password) =>
        passes.TryGetValue(user, out var pass) && pass.Matches(password) ? pass : null;

    private Deadline Limit(TimeSpan time) => new(time, clock, stop.Token);

    /// <summary>A token that ends after a time on the given clock, or with another.</summary>
    private sealed class Deadline : IDisposable
    {
        private readonly CancellationTokenSource time;
        private readonly CancellationTokenSource either;

        public Deadline(TimeSpan time, TimeProvider clock, CancellationToken other)
        {
            this.time = new CancellationTokenSource(time, clock);
            either = CancellationTokenSource.CreateLinkedTokenSource(this.time.Token, other);
        }

        public CancellationToken Token => either.Token;

        public void Dispose()
        {
            either.Dispose();
            time.Dispose();
        }
    }
}
