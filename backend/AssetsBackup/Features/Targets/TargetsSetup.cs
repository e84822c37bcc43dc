namespace AssetsBackup.Features.Targets;

internal static class TargetsSetup
{
    public static IServiceCollection AddTargets(this IServiceCollection services) =>
        services.AddScoped<NewTargets>();
}
