using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Vaults;

namespace AssetsBackup.Features.Snapshots.Capture;

internal static class CaptureSetup
{
    public static IServiceCollection AddCapture(this IServiceCollection services) =>
        services
            .AddOptions<CaptureOptions>()
            .BindConfiguration(CaptureOptions.Section)
            .Validate(
                options => options.FullEvery >= 1,
                "Capture:FullEvery has to be 1 or more: of so many backups of a schema one reads everything."
            )
            .ValidateOnStart()
            .Services.AddSingleton<TenantVaults>()
            .AddSingleton<BackupStart>()
            .AddScoped<SnapshotDeletion>()
            .AddScoped<IRunBody, BackupRun>();
}
