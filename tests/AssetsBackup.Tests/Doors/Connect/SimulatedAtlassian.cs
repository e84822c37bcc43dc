using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AssetsBackup.Hosting.Outbound;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AssetsBackup.Tests.Doors.Connect;

/// <summary>
/// The little of Atlassian that the Connect door calls, on real TLS under its real names: the install-key server and a
/// site's tenant_info, permission check and licence resource.
/// </summary>
internal sealed class SimulatedAtlassian : HostMap, IAsyncDisposable
{
    private readonly WebApplication server;
    private readonly X509Certificate2 certificate;
    private IPEndPoint? address;

    private SimulatedAtlassian()
    {
        (Authority, certificate) = TestAuthority.Create([
            "connect-install-keys.atlassian.com",
            "*.atlassian.net",
        ]);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate))
        );
        server = builder.Build();
        server.Run(AnswerAsync);
    }

    public override X509Certificate2 Authority { get; }

    public RSA InstallKey { get; } = RSA.Create(2048);

    public string InstallKeyId { get; } = "1b7d2c66-5a3e-4a0b-9d64-3b1f2f0e7a11";

    public ConcurrentDictionary<string, string> CloudIds { get; } = new();

    /// <summary>Accounts with the global permission ADMINISTER, on every site.</summary>
    public HashSet<string> Administrators { get; } = ["admin-1"];

    public string Licence { get; set; } = """{"license":{"active":true,"evaluation":false}}""";

    public bool IsDown { get; set; }

    /// <summary>What was asked, host and path, with the Authorization header beside it.</summary>
    public ConcurrentQueue<(string Address, string Authorization)> Calls { get; } = new();

    public static async Task<SimulatedAtlassian> StartAsync()
    {
        var atlassian = new SimulatedAtlassian();
        await atlassian.server.StartAsync();
        atlassian.address = IPEndPoint.Parse(new Uri(atlassian.server.Urls.Single()).Authority);
        return atlassian;
    }

    public override IPEndPoint? Find(string host) => address;

    public int CountCalls(string part) =>
        Calls.Count(call => call.Address.Contains(part, StringComparison.Ordinal));

    private async Task AnswerAsync(HttpContext context)
    {
        var (host, path) = (context.Request.Host.Host, context.Request.Path.Value!);
        Calls.Enqueue((host + path, context.Request.Headers.Authorization.ToString()));
        if (IsDown)
            context.Response.StatusCode = 503;
        else if (host == "connect-install-keys.atlassian.com" && path == $"/{InstallKeyId}")
            await context.Response.WriteAsync(InstallKey.ExportSubjectPublicKeyInfoPem());
        else if (path == "/_edge/tenant_info" && CloudIds.TryGetValue(host, out var cloudId))
            await context.Response.WriteAsJsonAsync(new { cloudId });
        else if (path == "/rest/api/3/permissions/check")
            await AnswerPermissionsAsync(context);
        else if (path == "/rest/atlassian-connect/1/addons/assets-backup")
            await context.Response.WriteAsync(Licence);
        else
            context.Response.StatusCode = 404;
    }

    private async Task AnswerPermissionsAsync(HttpContext context)
    {
        var question = await context.Request.ReadFromJsonAsync<Dictionary<string, object>>();
        var isAdmin = Administrators.Contains(question!["accountId"].ToString()!);
        string[] granted = isAdmin ? ["ADMINISTER"] : [];
        await context.Response.WriteAsJsonAsync(
            new { globalPermissions = granted, projectPermissions = Array.Empty<string>() }
        );
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        certificate.Dispose();
        Authority.Dispose();
        InstallKey.Dispose();
    }
}
