using System.Net;
using AssetsBackup.Features.Connections;
using AssetsBackup.Features.Connections.Storage;
using AssetsBackup.Hosting;
using AssetsBackup.Hosting.Outbound;
using AssetsBackup.Hosting.Problems;
using AssetsBackup.Hosting.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using MongoGateway;
using MongoGateway.Access;
using MongoGateway.Profiles;

namespace AssetsBackup.Tests.Connections;

/// <summary>The live test of a database with its real way out; names are looked up here in place of DNS.</summary>
internal sealed class StorageCheckHost : IAsyncDisposable
{
    public const string Host = "db.example";
    public const string Password = "s3cret-word";

    private readonly SocksFace face;
    private readonly MongoStores stores;
    private readonly StorageCheck check;

    public StorageCheckHost()
    {
        var guard = new OutboundGuard([Host], map: null, Lookup);
        face = new SocksFace(guard, TimeProvider.System, NullLogger<SocksFace>.Instance);
        stores = new MongoStores(face, new OutboundHosts([Host]), TimeProvider.System);
        check = new StorageCheck(
            stores,
            new IdSource(),
            TimeProvider.System,
            Options.Create(new OutgoingAddresses { Addresses = { "198.51.100.7" } })
        );
    }

    public GatewayAuthority Authority { get; } = new(Host);

    public static GatewayUser User { get; } = new("backup", Password);

    public GatewayOptions Gateway(Profile profile, GatewayUser? user = null) =>
        new([user ?? User], profile, Authority.Server);

    public static string Text(int port, string host = Host, string database = "vault") =>
        $"mongodb://backup:{Password}@{host}:{port}/{database}";

    public async Task<StorageReport> ProveAsync(string text, string? authorities = "own")
    {
        var (report, _) = await check.ProveAsync(
            new DatabaseAccess(text, authorities == "own" ? Authority.Pem : authorities),
            Guid.Empty,
            (_, _) => Task.FromResult(true),
            TestContext.Current.CancellationToken
        );
        return report;
    }

    /// <summary>The problem that is found; it never holds the password.</summary>
    public async Task<Problem> ProblemAsync(string text, string? authorities = "own")
    {
        var thrown = await Should.ThrowAsync<ProblemException>(() => ProveAsync(text, authorities));
        $"{thrown} {thrown.Problem} {string.Join(' ', thrown.Problem.Fields!.Values)}".ShouldNotContain(
            Password
        );
        return thrown.Problem;
    }

    public async ValueTask DisposeAsync()
    {
        stores.Dispose();
        await face.DisposeAsync();
        Authority.Dispose();
    }

    private static Task<IPAddress[]> Lookup(string host, CancellationToken cancellationToken) =>
        Task.FromResult<IPAddress[]>(host == Host ? [IPAddress.Loopback] : []);
}
