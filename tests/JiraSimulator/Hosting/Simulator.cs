using System.Net;
using JiraSimulator.Assets;
using JiraSimulator.Connect;
using JiraSimulator.Control;
using JiraSimulator.DataCenter;
using JiraSimulator.Frame;
using JiraSimulator.Hosting;
using JiraSimulator.Jira;
using JiraSimulator.Sinks;
using JiraSimulator.Sites;
using JiraSimulator.Worlds;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace JiraSimulator;

/// <summary>A running stand-in for Jira: Cloud's sites, Assets gateway, media, install keys and the page that frames the app, Data Center's sites, and sinks for what the app notifies.</summary>
public sealed class Simulator : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly CertificateAuthority authority;
    private readonly SiteDirectory directory;

    private Simulator(WebApplication app, CertificateAuthority authority, SiteDirectory directory)
    {
        this.app = app;
        this.authority = authority;
        this.directory = directory;
        HttpUrl = new Uri($"http://localhost:{PortOf(app, Uri.UriSchemeHttp)}");
        HttpsPort = PortOf(app, Uri.UriSchemeHttps);
    }

    /// <summary>Where a browser finds the page and tests find the control API: <c>http://localhost:PORT</c>.</summary>
    public Uri HttpUrl { get; }

    /// <summary>Port on 127.0.0.1 that answers for every simulated host name over TLS.</summary>
    public int HttpsPort { get; }

    /// <summary>Port on 127.0.0.1 of the mail server.</summary>
    public int MailPort => Services.GetRequiredService<MailSink>().Port;

    /// <summary>Certificate of the authority that signs every simulated host, as PEM.</summary>
    public string AuthorityPem => authority.Pem;

    public IReadOnlyList<Site> Sites => directory.Sites;

    public IReadOnlyList<Site> DataCenters => directory.DataCenters;

    public IServiceProvider Services => app.Services;

    public World WorldOf(Site site) => directory.WorldOf(site);

    public static async Task<Simulator> StartAsync(
        SimulatorOptions options,
        CancellationToken cancellationToken
    )
    {
        var certificates = new CertificateAuthority(TimeProvider.System);
        var sites = SiteDirectory.Build(options);
        var server = BuildApp(options, certificates, sites);
        server.UseDataCenterPaths();
        server.MapControl();
        server.MapAssets();
        server.MapJiraPlatform();
        server.MapDataCenter();
        server.MapConnect();
        server.MapFrame();
        HookEndpoints.Map(server);
        server.Services.GetRequiredService<MailSink>().Start();
        await server.StartAsync(cancellationToken);
        var simulator = new Simulator(server, certificates, sites);
        if (options.HostsFile is { } file)
        {
            await HostsFile.WriteAsync(
                file,
                sites.HostNames,
                simulator.HttpsPort,
                simulator.MailPort,
                certificates.Pem,
                cancellationToken
            );
        }
        return simulator;
    }

    public Task WaitForShutdownAsync(CancellationToken cancellationToken) =>
        app.WaitForShutdownAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        authority.Dispose();
    }

    private static WebApplication BuildApp(
        SimulatorOptions options,
        CertificateAuthority authority,
        SiteDirectory directory
    )
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions
            {
                ApplicationName = typeof(Simulator).Assembly.GetName().Name,
                ContentRootPath = AppContext.BaseDirectory,
            }
        );
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(directory);
        builder.Services.AddSingleton(options.Time);
        builder.Services.AddSingleton<Callers>();
        builder.Services.AddSingleton<SiteWorlds>();
        builder.Services.AddSingleton<IssueTokens>();
        builder.Services.AddSingleton<RequestMeter>();
        builder.Services.AddSingleton<AnswerRecorder>();
        builder.Services.AddSingleton<HookSink>();
        builder.Services.AddSingleton(_ => new MailSink(authority));
        builder.Services.AddConnect();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 64 * 1024 * 1024;
            kestrel.Listen(IPAddress.Loopback, options.HttpPort);
            kestrel.Listen(
                IPAddress.Loopback,
                options.HttpsPort,
                listen =>
                    listen.UseHttps(tls =>
                        tls.ServerCertificateSelector = (_, name) =>
                            authority.CertificateFor(
                                name is { Length: > 0 } ? name : AtlassianHosts.Browser
                            )
                    )
            );
        });
        return builder.Build();
    }

    private static int PortOf(WebApplication app, string scheme) =>
        app
            .Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!
            .Addresses.Select(address => new Uri(address))
            .First(address => address.Scheme == scheme)
            .Port;
}
