using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using AssetsBackup.Hosting.Outbound;

namespace SimulatedHosts;

/// <summary>The map that the simulator writes at start: its host names, their address on this machine, and its authority.</summary>
public sealed class HostsFile : HostMap
{
    private readonly Dictionary<string, IPEndPoint> hosts;

    /// <param name="path">JSON file: <c>{"hosts":{"NAME":"127.0.0.1:PORT"},"authorityPem":"…"}</c>.</param>
    /// <exception cref="InvalidOperationException">The file is missing or is no such map.</exception>
    public HostsFile(string path)
    {
        var content = Read(path);
        hosts = new Dictionary<string, IPEndPoint>(StringComparer.OrdinalIgnoreCase);
        foreach (var (host, address) in content.Hosts)
            hosts.Add(host, LoopbackOnly(host, IPEndPoint.Parse(address)));
        Authority = X509Certificate2.CreateFromPem(content.AuthorityPem);
    }

    public override X509Certificate2 Authority { get; }

    public override IPEndPoint? Find(string host) => hosts.GetValueOrDefault(host);

    private static Content Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return JsonSerializer.Deserialize<Content>(file, JsonSerializerOptions.Web)
                ?? throw new InvalidOperationException($"{path} is empty");
        }
        catch (Exception unreadable) when (unreadable is IOException or JsonException)
        {
            throw new InvalidOperationException(
                $"{path} is no hosts file. Start the simulator first, with --hosts-file {path}: {unreadable.Message}",
                unreadable
            );
        }
    }

    // A map that leads off this machine would hand the product's credentials to somebody else.
    private static IPEndPoint LoopbackOnly(string host, IPEndPoint address) =>
        IPAddress.IsLoopback(address.Address)
            ? address
            : throw new InvalidOperationException(
                $"{host} is mapped to {address}, which is not this machine"
            );

    private sealed record Content(IReadOnlyDictionary<string, string> Hosts, string AuthorityPem);
}
