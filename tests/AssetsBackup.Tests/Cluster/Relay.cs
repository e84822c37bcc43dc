using System.Net;
using System.Net.Sockets;

namespace AssetsBackup.Tests.Cluster;

/// <summary>A piece of network between a node and what it talks to: counts what the node sends, and can be cut.</summary>
internal sealed class Relay : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource ending = new();
    private readonly IPEndPoint target;
    private readonly Task accepting;
    private CancellationTokenSource cut = new();
    private volatile bool isCut;
    private long sent;

    public Relay(IPEndPoint target)
    {
        this.target = target;
        listener.Start();
        accepting = AcceptAsync();
    }

    public IPEndPoint Address => (IPEndPoint)listener.LocalEndpoint;

    /// <summary>Bytes that the node has sent so far.</summary>
    public long Sent => Interlocked.Read(ref sent);

    /// <summary>Ends all connections and takes no other.</summary>
    public async Task CutAsync()
    {
        isCut = true;
        await cut.CancelAsync();
    }

    public void Mend()
    {
        (cut, isCut) = (new CancellationTokenSource(), false);
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await cut.CancelAsync();
        listener.Stop();
        await accepting;
        ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await listener.AcceptTcpClientAsync(ending.Token));
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient node)
    {
        using var closing = node;
        if (isCut)
            return;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ending.Token, cut.Token);
        try
        {
            using var other = new TcpClient();
            await other.ConnectAsync(target, stop.Token);
            var (near, far) = (node.GetStream(), other.GetStream());
            await Task.WhenAny(
                CopyAsync(near, far, isNode: true, stop.Token),
                CopyAsync(far, near, isNode: false, stop.Token)
            );
        }
        catch (Exception end)
            when (end is OperationCanceledException or IOException or SocketException)
        {
            // Either side has left, or the network was cut.
        }
    }

    private async Task CopyAsync(
        NetworkStream from,
        NetworkStream to,
        bool isNode,
        CancellationToken cancellationToken
    )
    {
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await from.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (isNode)
                Interlocked.Add(ref sent, read);
            await to.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }
    }
}
