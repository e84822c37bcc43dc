using FluentValidation;
using Mediator;

namespace AssetsBackup.Hosting;

internal static class ApiSetup
{
    /// <summary>Controllers with their document, the mediator, and the validators in front of every handler.</summary>
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddApiDocument();
        services.AddMediator(options => options.ServiceLifetime = ServiceLifetime.Scoped);
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(Validation<,>));
        services.AddValidatorsFromAssembly(typeof(ApiSetup).Assembly, includeInternalTypes: true);
        return services;
    }
}
