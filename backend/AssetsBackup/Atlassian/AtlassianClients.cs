using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Reflection;
using System.Text;
using AssetsBackup.Atlassian.Assets;
using AssetsBackup.Atlassian.DataCenter;
using AssetsBackup.Atlassian.Jira;
using Microsoft.Extensions.Options;
using Refit;

namespace AssetsBackup.Atlassian;

/// <summary>Clients of one site each. They are cheap: connections, limits and retries are shared behind them.</summary>
internal sealed class AtlassianClients(
    IHttpMessageHandlerFactory handlers,
    IOptions<AtlassianOptions> options
)
{
    public const string HandlerName = "atlassian";
    private static readonly TimeSpan InteractiveTimeout = TimeSpan.FromSeconds(8);

    private static readonly RefitSettings Settings = new(
        new SystemTextJsonContentSerializer(TolerantJson.Options)
    )
    {
        RequestBodySerialization = RequestBodySerializationMode.Buffered,
        UrlParameterFormatter = new LowerCaseFlags(),
        ExceptionFactory = response => new(AtlassianFailures.OfResponseAsync(response)),
        TransportExceptionFactory = AtlassianFailures.OfTransport,
        DeserializationExceptionFactory = (response, exception) =>
            new(Task.FromResult<Exception?>(AtlassianFailures.OfUnreadable(response, exception))),
    };

    // Which base answered a workspace's account last: a scoped token lives on another host than a classic one.
    private readonly ConcurrentDictionary<(string Workspace, string Email), int> working = [];

    /// <summary>Assets Cloud, to read and to write.</summary>
    public IAssetsApi Assets(SiteCredentials site, CallWatch? watch = null) =>
        RestService.ForGenerated<IAssetsApi>(AssetsClient(site, watch), Settings);

    /// <summary>Assets of any kind of site.</summary>
    public IAssetsReads Reads(SiteCredentials site, CallWatch? watch = null)
    {
        if (site.Kind == SiteKind.Cloud)
            return Assets(site, watch);
        var client = AssetsClient(site, watch);
        return new DataCenterAssets(
            RestService.ForGenerated<IAssetsReads>(client, Settings),
            RestService.ForGenerated<IDataCenterApi>(client, Settings)
        );
    }

    /// <summary>What only a Data Center has of Assets.</summary>
    public IDataCenterApi DataCenter(SiteCredentials site, CallWatch? watch = null) =>
        RestService.ForGenerated<IDataCenterApi>(AssetsClient(site, watch), Settings);

    /// <summary>Issues of any kind of site.</summary>
    public IIssueReads Issues(SiteCredentials site, CallWatch watch) =>
        site.Kind == SiteKind.Cloud ? Jira(site, watch) : new DataCenterIssues(Server(site, watch));

    public IServerApi Server(SiteCredentials site, CallWatch? watch = null) =>
        RestService.ForGenerated<IServerApi>(
            Client(
                new Uri(site.SiteUrl),
                SignedIn(site),
                watch,
                handlers.CreateHandler(HandlerName)
            ),
            Settings
        );

    public IJiraApi Jira(SiteCredentials site, CallWatch? watch = null) =>
        RestService.ForGenerated<IJiraApi>(
            Client(
                new Uri(site.SiteUrl),
                SignedIn(site),
                watch,
                handlers.CreateHandler(HandlerName)
            ),
            Settings
        );

    /// <summary>What a site says without a sign-in.</summary>
    public IJiraApi AnonymousJira(string siteUrl) =>
        RestService.ForGenerated<IJiraApi>(
            Client(new Uri(siteUrl), null, null, handlers.CreateHandler(HandlerName)),
            Settings
        );

    public IMediaApi Media(string? mediaBaseUrl = null, CallWatch? watch = null) =>
        RestService.ForGenerated<IMediaApi>(
            Client(
                new Uri(mediaBaseUrl ?? "https://api.media.atlassian.com"),
                null,
                watch,
                handlers.CreateHandler(HandlerName)
            ),
            Settings
        );

    /// <summary>For bytes of any length, from wherever Atlassian says that they are.</summary>
    public FileDownload Files(SiteCredentials site, CallWatch watch)
    {
        var trusted = AssetsBases.Of(options.Value, site).Append(new Uri(site.SiteUrl));
        var client = new HttpClient(
            new BoundedAnswers(options.Value.Retry.AttemptTimeout, longest: null)
            {
                InnerHandler = new Watched(watch)
                {
                    InnerHandler = handlers.CreateHandler(HandlerName),
                },
            },
            disposeHandler: false
        )
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        return new FileDownload(
            client,
            SignedIn(site),
            trusted.Select(address => address.Host).ToHashSet(StringComparer.OrdinalIgnoreCase),
            site.Kind == SiteKind.DataCenter ? site.SiteUrl : null
        );
    }

    private HttpClient Client(
        Uri address,
        AuthenticationHeaderValue? authorization,
        CallWatch? watch,
        HttpMessageHandler inner
    )
    {
        var client = new HttpClient(
            new BoundedAnswers(options.Value.Retry.AttemptTimeout)
            {
                InnerHandler = new Watched(watch ?? CallWatch.Interactive) { InnerHandler = inner },
            },
            disposeHandler: false
        )
        {
            BaseAddress = address,
            // A run's attempts have a time limit each; waiting for Jira's limits is no failure.
            Timeout = watch is null ? InteractiveTimeout : Timeout.InfiniteTimeSpan,
        };
        client.DefaultRequestHeaders.Authorization = authorization;
        client.DefaultRequestHeaders.Accept.Add(new("application/json"));
        client.DefaultRequestHeaders.UserAgent.Add(new("assets-backup", null));
        return client;
    }

    private HttpClient AssetsClient(SiteCredentials site, CallWatch? watch)
    {
        var bases = AssetsBases.Of(options.Value, site);
        var remembered = (site.WorkspaceId, site.Email);
        var fallback = new AssetsBaseFallback(
            bases,
            site.Kind == SiteKind.Cloud
                ? AssetsBaseFallback.OnCloud
                : AssetsBaseFallback.OnDataCenter,
            () => working.GetValueOrDefault(remembered),
            index => working[remembered] = index
        )
        {
            InnerHandler = handlers.CreateHandler(HandlerName),
        };
        return Client(bases[0], SignedIn(site), watch, fallback);
    }

    private static AuthenticationHeaderValue SignedIn(SiteCredentials site) =>
        site.SignIn == SignIn.AccessToken
            ? new("Bearer", site.ApiToken)
            : new(
                "Basic",
                Convert.ToBase64String(Encoding.UTF8.GetBytes($"{site.Email}:{site.ApiToken}"))
            );

    private sealed class Watched(CallWatch watch) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            watch.Attach(request);
            return base.SendAsync(request, cancellationToken);
        }
    }

    // Written as .NET writes it, "True" is no flag to the other side.
    private sealed class LowerCaseFlags : DefaultUrlParameterFormatter
    {
        public override string? Format(
            object? value,
            ICustomAttributeProvider attributeProvider,
            Type type
        ) =>
            value is bool flag
                ? (flag ? "true" : "false")
                : base.Format(value, attributeProvider, type);
    }
}
