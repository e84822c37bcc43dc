using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace AssetsBackup.Hosting.Outbound;

/// <summary>How a name becomes addresses: DNS, or the network's stand-in in a test.</summary>
internal delegate Task<IPAddress[]> HostLookup(string host, CancellationToken cancellationToken);

/// <summary>
/// The one way out. Each connection resolves its host, checks every address and connects to a checked one only, so that
/// a second DNS answer cannot slip in between check and call.
/// </summary>
/// <param name="allowedHosts">Hosts that the operator vouches for: they may be private and use any port.</param>
/// <param name="map">Development only: hosts that live in the simulator.</param>
internal sealed class OutboundGuard(
    IReadOnlyCollection<string> allowedHosts,
    HostMap? map,
    HostLookup lookup
)
{
    private const string UseHttps = "Use its public https address";

    private static readonly int[] Ports = [443, 8443];

    private readonly HashSet<string> allowed = new(allowedHosts, StringComparer.OrdinalIgnoreCase);

    /// <summary>A handler for one HTTP client: no redirects, no cookies, no proxy, https alone.</summary>
    public SocketsHttpHandler CreateHandler() =>
        new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            ConnectCallback = ConnectAsync,
            // Whom we call learns nothing of our traces.
            ActivityHeadersPropagator = null,
        };

    /// <summary>The addresses of a host, all of them allowed.</summary>
    /// <exception cref="OutboundRefusedException">The port or one of the addresses is not allowed.</exception>
    /// <exception cref="SocketException">The name does not exist or cannot be looked up now.</exception>
    public Task<IPAddress[]> ResolveAsync(
        string host,
        int port,
        CancellationToken cancellationToken
    ) =>
        allowed.Contains(host) || Ports.Contains(port)
            ? ResolveAsync(host, UseHttps, cancellationToken)
            : throw Refused(
                host,
                $"port {port} is not one of {string.Join(", ", Ports)}",
                UseHttps
            );

    /// <summary>Connects to a server of another kind than sites, under their rules but for the port.</summary>
    /// <param name="service">Of what kind.</param>
    /// <param name="host">A name or an address.</param>
    /// <param name="port">Where the server listens.</param>
    /// <param name="isPlain">What is sent will not be encrypted: only hosts that the operator vouches for may get it.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="OutboundRefusedException">The host, the port or one of the addresses is not allowed.</exception>
    /// <exception cref="SocketException">The name does not exist, or nothing answers.</exception>
    public async Task<NetworkStream> ConnectToAsync(
        OutboundService service,
        string host,
        int port,
        bool isPlain,
        CancellationToken cancellationToken
    )
    {
        if (isPlain && !allowed.Contains(host))
            throw Refused(host, "it may not be called without TLS", service.UseTls);
        if (map?.Find(host) is { } simulated)
            return await OpenAsync([simulated.Address], simulated.Port, cancellationToken);
        if (!allowed.Contains(host) && service.WrongPort(port) is { } why)
            throw Refused(host, why, service.UsePublic);
        var addresses = await ResolveAsync(host, service.UsePublic, cancellationToken);
        return await OpenAsync(addresses, port, cancellationToken);
    }

    /// <summary>Whether an https address could be called now; nothing is connected to.</summary>
    /// <exception cref="OutboundRefusedException">The port or one of the addresses is not allowed.</exception>
    /// <exception cref="SocketException">The name does not exist or cannot be looked up now.</exception>
    public async Task EnsureAllowedAsync(string host, int port, CancellationToken cancellationToken)
    {
        if (map?.Find(host) is null)
            await ResolveAsync(host, port, cancellationToken);
    }

    /// <summary>What certificates of a host are held against that lives in the simulator; null for every other host.</summary>
    public X509ChainPolicy? TrustFor(string host) =>
        map?.Find(host) is null ? null : TrustOf(map.Authority);

    private async Task<IPAddress[]> ResolveAsync(
        string host,
        string advice,
        CancellationToken cancellationToken
    )
    {
        IPAddress[] addresses = IPAddress.TryParse(host, out var literal)
            ? [literal]
            : await lookup(host, cancellationToken);
        if (addresses.Length == 0)
            throw new SocketException((int)SocketError.HostNotFound);
        var inner = allowed.Contains(host)
            ? null
            : Array.Find(addresses, address => !AddressRules.IsPublic(address));
        return inner is null
            ? addresses
            : throw Refused(host, $"its address {inner} is not a public one", advice);
    }

    private async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context,
        CancellationToken cancellationToken
    )
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        if (context.InitialRequestMessage.RequestUri?.Scheme != Uri.UriSchemeHttps)
            throw Refused(host, "only https is called", UseHttps);
        if (map?.Find(host) is { } simulated)
        {
            var stream = await OpenAsync([simulated.Address], simulated.Port, cancellationToken);
            return await SecureAsync(stream, host, map.Authority, cancellationToken);
        }
        var addresses = await ResolveAsync(host, port, cancellationToken);
        return await OpenAsync(addresses, port, cancellationToken);
    }

    private static async Task<NetworkStream> OpenAsync(
        IPAddress[] addresses,
        int port,
        CancellationToken cancellationToken
    )
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // The handler itself secures every other connection with the machine's own trust; this one alone trusts the
    // simulator's authority.
    private static async Task<SslStream> SecureAsync(
        NetworkStream stream,
        string host,
        X509Certificate2 authority,
        CancellationToken cancellationToken
    )
    {
        var tls = new SslStream(stream);
        try
        {
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = host,
                    CertificateChainPolicy = TrustOf(authority),
                },
                cancellationToken
            );
            return tls;
        }
        catch
        {
            await tls.DisposeAsync();
            throw;
        }
    }

    private static X509ChainPolicy TrustOf(X509Certificate2 authority)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.Add(authority);
        return policy;
    }

    private static OutboundRefusedException Refused(string host, string why, string advice) =>
        new(
            host,
            $"{host} was not called: {why}. {advice}; an operator can allow a host in Outbound:AllowedHosts."
        );
}
