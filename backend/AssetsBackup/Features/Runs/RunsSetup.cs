using AssetsBackup.Features.Audit;

namespace AssetsBackup.Features.Runs;

internal static class RunsSetup
{
    public static IServiceCollection AddRuns(this IServiceCollection services) =>
        services
            .AddSingleton<SiteLeases>()
            .AddSingleton<SiteRunner>()
            .AddSingleton<RunExecution>()
            .AddSingleton<RunEnds>()
            .AddSingleton<IEndsWithRun, AuditOfRun>()
            .AddSingleton<IEndsWithRun, RunMeasures>()
            .AddSingleton<RunQueue>();
}
