using AssetsBackup.Doors.Connect.Frame;
using AssetsBackup.Doors.Connect.Lifecycle;
using AssetsBackup.Doors.Connect.Site;
using AssetsBackup.Doors.Connect.Tokens;
using AssetsBackup.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AssetsBackup.Doors.Connect;

internal static class ConnectSetup
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    /// <summary>Registers the Connect door; it needs AppDatabase, AddOperatorKey and AddOutboundGuard beside it.</summary>
    public static void AddConnectDoor(this IHostApplicationBuilder builder)
    {
        var options = ConnectOptions.From(builder.Configuration, builder.Environment);
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IdSource>();
        services
            .AddSingleton(options)
            .AddSingleton<AssetsBackup.Hosting.Keys.ISealedRows, SealedSharedSecrets>()
            .AddSingleton<Descriptor>()
            .AddSingleton<FramePage>();
        services.AddVerifiers();
        services.AddSite();
        services.AddScoped<ConnectCallers>();
        services.AddScoped<TenantOfInstallation>().AddScoped<JoinTenants>();
        services
            .AddAuthentication()
            .Add<ConnectAuthentication<FrameVerifier>>(ConnectSchemes.Frame)
            .Add<ConnectApiAuthentication>(ConnectSchemes.Api)
            .Add<ConnectAuthentication<WebhookVerifier>>(ConnectSchemes.Webhook)
            .Add<ConnectAuthentication<LifecycleVerifier>>(ConnectSchemes.Lifecycle);
    }

    /// <summary>The descriptor, the framed page and the lifecycle calls.</summary>
    public static void MapConnect(this IEndpointRouteBuilder app)
    {
        // Jira's addresses are no part of the API that the SPA is given.
        var routes = app.MapGroup("").ExcludeFromDescription();
        routes
            .MapGet(Descriptor.Path, (Descriptor descriptor) => descriptor.Serve())
            .AllowAnonymous();
        routes
            .MapGet(
                "/connect/page",
                (FramePage page, CancellationToken cancellationToken) =>
                    page.ServeAsync(cancellationToken)
            )
            .RequireAuthorization(LifecycleEndpoints.Only(ConnectSchemes.Frame));
        routes.MapLifecycle();
    }

    private static AuthenticationBuilder Add<THandler>(
        this AuthenticationBuilder builder,
        string scheme
    )
        where THandler : AuthenticationHandler<AuthenticationSchemeOptions> =>
        builder.AddScheme<AuthenticationSchemeOptions, THandler>(scheme, configureOptions: null);

    private static void AddVerifiers(this IServiceCollection services)
    {
        services.AddSingleton<ExpiringCache<Guid, string?>>();
        services.AddSingleton<InstallKeys>();
        services
            .AddHttpClient(InstallKeys.Client)
            .ConfigureHttpClient(client =>
            {
                client.Timeout = Patience;
                client.MaxResponseContentBufferSize = 16 * 1024;
            });
        services.AddScoped<SharedSecretVerification>();
        services.AddScoped<FrameVerifier>().AddScoped<ApiVerifier>();
        services.AddScoped<WebhookVerifier>().AddScoped<LifecycleVerifier>();
    }

    private static void AddSite(this IServiceCollection services)
    {
        services.AddTransient<AppTokenHandler>();
        services
            .AddHttpClient<SiteClient>()
            .ConfigureHttpClient(Limit)
            .AddHttpMessageHandler<AppTokenHandler>();
        services.AddHttpClient<CloudIdLookup>().ConfigureHttpClient(Limit);
        services.AddSingleton<ExpiringCache<(Guid, string), bool>>();
        services.AddScoped<JiraAdminCheck>();
        services.AddSingleton<LicenceMemory>();
        services.AddScoped<LicenceLookup>().AddScoped<ILicenceSource, ConnectLicences>();
        services.AddSingleton<IAppPages, FramedPages>();
    }

    private static void Limit(HttpClient client)
    {
        client.Timeout = Patience;
        client.MaxResponseContentBufferSize = 256 * 1024;
    }
}
