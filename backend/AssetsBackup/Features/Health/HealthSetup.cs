using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace AssetsBackup.Features.Health;

internal static class HealthSetup
{
    public const string Ready = "ready";
    public const string Overdue = "overdue";

    // A call has ten seconds: what does not answer in half of it is not healthy.
    private static readonly TimeSpan LongestCheck = TimeSpan.FromSeconds(5);

    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services
            .AddOptions<HealthOptions>()
            .BindConfiguration(HealthOptions.Section)
            .ValidateOnStart();
        services
            .AddSingleton<IValidateOptions<HealthOptions>, HealthOptionsValidation>()
            .AddSingleton<OverdueBackups>()
            .AddSingleton<HealthReports>()
            .ActivateSingleton<Gauges>()
            .AddSingleton<Gauges>()
            .AddHealthChecks()
            .Add<DatabaseCheck>(DatabaseCheck.Name, Ready)
            .Add<DiskCheck>(DiskCheck.Name, Ready)
            .Add<KeyStoreCheck>(KeyStoreCheck.Name, Ready)
            .Add<SchedulerCheck>(SchedulerCheck.Name, Ready)
            .Add<OverdueCheck>(OverdueCheck.Name, Overdue);
        return services;
    }

    /// <summary>For monitors and load balancers, which sign in nowhere: they learn counts, and nothing of a customer.</summary>
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        var health = app.MapGroup("/health").AllowAnonymous();
        health.MapGet("/live", static () => new HealthAnswer(HealthState.Healthy, []).ToResult());
        health.MapGet("/ready", Answer(Ready));
        health.MapGet("/overdue", Answer(Overdue));
    }

    private static Func<HealthReports, CancellationToken, Task<IResult>> Answer(string question) =>
        async (reports, cancellationToken) =>
            (await reports.OfAsync(question, cancellationToken)).ToResult();

    private static IHealthChecksBuilder Add<TCheck>(
        this IHealthChecksBuilder checks,
        string name,
        string question
    )
        where TCheck : class, IHealthCheck =>
        checks.AddCheck<TCheck>(name, HealthStatus.Unhealthy, [question], LongestCheck);
}
