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

    private readonly ConcurrentDictionary<string, SocksPass> _passes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Task, byte> _serving = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private TcpListener? _listener;
    private Task _accepting = Task.CompletedTask;

    /// <summary>Lets one driver client through, until the pass is disposed. Nothing listens before the first is issued.</summary>
    public SocksPass Issue()
    {
        var pass = new SocksPass(
            Listen(),
            RandomNumberGenerator.GetHexString(32),
            RandomNumberGenerator.GetHexString(32),
            user => _passes.TryRemove(user, out _)
        );
        _passes[pass.User] = pass;
        return pass;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener?.Dispose();
        await _accepting;
        await Task.WhenAll(_serving.Keys);
        _stop.Dispose();
    }

    private int Listen()
    {
        lock (_gate)
        {
            if (_listener is null)
            {
                _listener = new TcpListener(IPAddress.Loopback, 0);
                _listener.Start();
                _accepting = AcceptAsync(_listener);
            }
            return ((IPEndPoint)_listener.LocalEndpoint).Port;
        }
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptSocketAsync(_stop.Token);
                if (_serving.Count >= MostConnections)
                {
                    client.Dispose();
                    continue;
                }
                var serving = ServeAsync(client);
                _serving[serving] = 0;
                _ = serving.ContinueWith(
                    ended => _serving.TryRemove(ended, out _),
                    CancellationToken.None,
                    TaskContinuationOptions.None,
                    TaskScheduler.Default
                );
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException) { }
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
            await SocksProtocol.ReplyAsync(client, SocksReply.Succeeded, _stop.Token);
            await Task.WhenAny(
                client.CopyToAsync(server, _stop.Token),
                server.CopyToAsync(client, _stop.Token)
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
            var server = await guard.ConnectToDatabaseAsync(target.Host, target.Port, time.Token);
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
            await SocksProtocol.ReplyAsync(client, outcome.Reply, _stop.Token);
            throw;
        }
    }

    private SocksPass? Find(string user, byte[] password) =>
        _passes.TryGetValue(user, out var pass) && pass.Matches(password) ? pass : null;

    private Deadline Limit(TimeSpan time) => new(time, clock, _stop.Token);

    /// <summary>A token that ends after a time on the given clock, or with another.</summary>
    private sealed class Deadline : IDisposable
    {
        private readonly CancellationTokenSource _time;
        private readonly CancellationTokenSource _either;

        public Deadline(TimeSpan time, TimeProvider clock, CancellationToken other)
        {
            _time = new CancellationTokenSource(time, clock);
            _either = CancellationTokenSource.CreateLinkedTokenSource(_time.Token, other);
        }

        public CancellationToken Token => _either.Token;

        public void Dispose()
        {
            _either.Dispose();
            _time.Dispose();
        }
    }
}
