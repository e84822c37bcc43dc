using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace JiraSimulator.Tests.Testing;

internal static class SimulatedHost
{
    /// <summary>Trust in its authority alone.</summary>
    public static X509ChainPolicy TrustOf(Simulator simulator) =>
        new()
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            CustomTrustStore = { X509Certificate2.CreateFromPem(simulator.AuthorityPem) },
            RevocationMode = X509RevocationMode.NoCheck,
        };

    /// <summary>Connects every host name to the simulator and trusts its authority alone.</summary>
    public static SocketsHttpHandler HandlerTo(Simulator simulator)
    {
        var port = simulator.HttpsPort;
        return new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            SslOptions = new SslClientAuthenticationOptions
            {
                CertificateChainPolicy = TrustOf(simulator),
            },
            ConnectCallback = async (_, cancellationToken) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
    }
}
