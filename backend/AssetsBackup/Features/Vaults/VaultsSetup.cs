using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Vaults.Space;
using AssetsBackup.Hosting.Storage;
using Microsoft.Extensions.Options;

namespace AssetsBackup.Features.Vaults;

internal static class VaultsSetup
{
    public static IServiceCollection AddVaults(this IServiceCollection services) =>
        services
            .AddOptions<StorageLimits>()
            .BindConfiguration("Storage")
            .ValidateOnStart()
            .Services.AddSingleton<IValidateOptions<StorageLimits>, StorageLimitsValidation>()
            .AddSingleton<FreeSpace>(static _ => new FreeSpace())
            .AddSingleton<StorageUse>()
            .AddSingleton<Room>()
            .AddOptions<UpkeepOptions>()
            .BindConfiguration(UpkeepOptions.Section)
            .Services.AddScoped<DailyUpkeep>()
            .AddScoped<IRunBody, VerifyRun>()
            .AddScoped<IRunBody, PruneRun>()
            .AddScoped<LostBackups>()
            .AddScoped<LostParts>()
            .AddScoped<FoundVaults>()
            .AddScoped<BackupRows>()
            .AddScoped<UnlistedBackups>()
            .AddScoped<AttachVaults>()
            .AddScoped<MoveVault>();
}
