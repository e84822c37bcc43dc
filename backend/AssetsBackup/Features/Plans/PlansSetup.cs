using AssetsBackup.Features.Plans.Applying;
using AssetsBackup.Features.Plans.Planning;
using AssetsBackup.Features.Runs;

namespace AssetsBackup.Features.Plans;

internal static class PlansSetup
{
    public static IServiceCollection AddPlans(this IServiceCollection services) =>
        services
            .AddScoped<Destinations>()
            .AddSingleton<PlanOpener>()
            .AddSingleton<RestoreEnd>()
            .AddSingleton<IEndsWithRun, PlanOfRun>()
            .AddSingleton<IEndsWithRun, SyncAfterRestore>()
            .AddScoped<IRunBody, PlanRun>()
            .AddScoped<IRunBody, ApplyRun>();
}
