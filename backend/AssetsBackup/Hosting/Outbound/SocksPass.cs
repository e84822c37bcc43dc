using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using MongoDB.Driver.Core.Connections;

namespace AssetsBackup.Hosting.Outbound;

/// <summary>One driver client's right to go out, and what became of its connections.</summary>
internal sealed class SocksPass(
    int port,
    bool isPlain,
    string user,
    string password,
    Action<string> revoke
) : IDisposable
{
    // A server may name as many others as it likes.
    private const int MostTargets = 64;

    private readonly ConcurrentDictionary<SocksTarget, SocksOutcome> outcomes = new();

    /// <summary>The client does not use TLS.</summary>
    public bool IsPlain => isPlain;

    public string User => user;

    public string Password => password;

    /// <summary>For the driver's settings.</summary>
    public Socks5ProxySettings Settings { get; } =
        new(
            IPAddress.Loopback.ToString(),
            port,
            Socks5AuthenticationSettings.UsernamePassword(user, password)
        );

    /// <summary>The last outcome for each server that was called.</summary>
    public IReadOnlyDictionary<SocksTarget, SocksOutcome> Outcomes => outcomes;

    public bool Matches(byte[] given) =>
        CryptographicOperations.FixedTimeEquals(given, Encoding.UTF8.GetBytes(password));

    public void Tell(SocksTarget target, SocksOutcome outcome)
    {
        if (outcomes.Count < MostTargets || outcomes.ContainsKey(target))
            outcomes[target] = outcome;
    }

    public void Dispose() => revoke(user);
}

/// <summary>A server as the driver asks for it.</summary>
internal readonly record struct SocksTarget(string Host, int Port)
{
    public override string ToString() => $"{Host}:{Port}";
}

/// <summary>What became of a connection. <paramref name="Refusal"/> is the guard's reason, where it said no.</summary>
internal sealed record SocksOutcome(SocksReply Reply, string? Refusal = null)
{
    public static readonly SocksOutcome Connected = new(SocksReply.Succeeded);

    public static SocksOutcome Of(Exception exception) =>
        exception switch
        {
            OutboundRefusedException refused => new(SocksReply.NotAllowed, refused.Message),
            SocketException { SocketErrorCode: SocketError.ConnectionRefused } => new(
                SocksReply.ConnectionRefused
            ),
            SocketException
            {
                SocketErrorCode: SocketError.HostNotFound
                    or SocketError.NoData
                    or SocketError.TryAgain
            } => new(SocksReply.HostUnknown),
            _ => new(SocksReply.NoAnswer),
        };
}
