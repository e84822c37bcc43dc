using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Snapshots.Retention;
using AssetsBackup.Features.Vaults;
using AssetsBackup.Features.Vaults.Space;

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
            .Validate(
                options => options.AlarmObjects >= 1,
                "Capture:AlarmObjects has to be 1 or more: an alarm is raised when so many objects are gone."
            )
            .Validate(
                options => options.AlarmShare is > 0 and <= 1,
                "Capture:AlarmShare has to be above 0 and at most 1, as in 0.2: an alarm is raised when such a share of the objects is gone."
            )
            .ValidateOnStart()
            .Services.AddSpace()
            .AddSingleton<TenantVaults>()
            .AddSingleton<BackupStart>()
            .AddScoped<RetentionDecisions>()
            .AddScoped<Expiry>()
            .AddScoped<SnapshotDeletion>()
            .AddScoped<IRunBody, BackupRun>();
}
