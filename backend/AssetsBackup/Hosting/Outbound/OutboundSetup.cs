using System.Net;
using AssetsBackup.Hosting.Telemetry;

namespace AssetsBackup.Hosting.Outbound;

internal static class OutboundSetup
{
    /// <summary>
    /// Puts the guard under every client of the HTTP client factory. Reads <c>Outbound:AllowedHosts</c> and, in
    /// Development, <c>SimulatedHosts</c>.
    /// </summary>
    public static void AddOutboundGuard(this IHostApplicationBuilder builder)
    {
        var allowed =
            builder.Configuration.GetSection("Outbound:AllowedHosts").Get<string[]>() ?? [];
        var map = SimulatedHosts.Load(builder.Configuration, builder.Environment);
        builder.Services.AddSingleton(
            new OutboundGuard(
                allowed,
                map,
                static (host, stop) => Dns.GetHostAddressesAsync(host, stop)
            )
        );
        builder.Services.AddSingleton(new OutboundHosts(allowed)).AddSingleton<SocksFace>();
        builder.Services.ConfigureHttpClientDefaults(client =>
            client.ConfigurePrimaryHttpMessageHandler(services => new MeasuredCalls(
                services.GetRequiredService<TimeProvider>()
            )
            {
                InnerHandler = services.GetRequiredService<OutboundGuard>().CreateHandler(),
            })
        );
    }
}
