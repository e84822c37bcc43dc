using AssetsBackup.Atlassian.Limits;
using Microsoft.Extensions.Options;

namespace AssetsBackup.Atlassian;

internal static class AtlassianSetup
{
    /// <summary>The clients of Atlassian's sites. The outbound guard is under them as under every client.</summary>
    public static void AddAtlassian(this IHostApplicationBuilder builder)
    {
        builder
            .Services.AddOptions<AtlassianOptions>()
            .Bind(builder.Configuration.GetSection(AtlassianOptions.Section))
            .ValidateOnStart();
        builder.Services.AddSingleton<
            IValidateOptions<AtlassianOptions>,
            AtlassianOptionsValidation
        >();
        builder.Services.AddSingleton<RequestLimits>();
        builder.Services.AddTransient<AnswersHeard>();
        builder.Services.AddSingleton<AtlassianClients>();
        builder
            .Services.AddHttpClient(AtlassianClients.HandlerName)
            .RemoveAllLoggers()
            .AddResilienceHandler(
                AtlassianClients.HandlerName,
                (pipeline, context) => Resilience.Configure(pipeline, context.ServiceProvider)
            );
        builder
            .Services.AddHttpClient(AtlassianClients.HandlerName)
            .AddHttpMessageHandler<AnswersHeard>();
    }
}
