using System.Text.Json;
using System.Text.Json.Serialization;
using FluentValidation;
using Mediator;

namespace AssetsBackup.Hosting;

internal static class ApiSetup
{
    /// <summary>Controllers, their JSON, the mediator and the validators in front of every handler.</summary>
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddControllers().AddJsonOptions(json => Configure(json.JsonSerializerOptions));
        services.ConfigureHttpJsonOptions(json => Configure(json.SerializerOptions));
        services.AddApiDocument();
        services.AddMediator(options => options.ServiceLifetime = ServiceLifetime.Scoped);
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(Validation<,>));
        services.AddValidatorsFromAssembly(typeof(ApiSetup).Assembly, includeInternalTypes: true);
        return services;
    }

    private static void Configure(JsonSerializerOptions options)
    {
        options.Converters.Add(
            new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
        );
        options.NumberHandling = JsonNumberHandling.Strict;
    }
}
