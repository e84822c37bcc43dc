using Microsoft.Extensions.Http.Resilience;

namespace AssetsBackup.Atlassian;

internal static class AtlassianSetup
{
    /// <summary>The clients of Atlassian's sites. The outbound guard is under them as under every client.</summary>
    public static void AddAtlassian(this IHostApplicationBuilder builder)
    {
        builder.Services.Configure<AtlassianOptions>(
            builder.Configuration.GetSection(AtlassianOptions.Section)
        );
        builder.Services.AddSingleton<RequestLimits>();
        builder.Services.AddSingleton<AtlassianClients>();
        builder
            .Services.AddHttpClient(AtlassianClients.HandlerName)
            .RemoveAllLoggers()
            .AddResilienceHandler(
                AtlassianClients.HandlerName,
                (pipeline, context) => Resilience.Configure(pipeline, context.ServiceProvider)
            );
    }
}
