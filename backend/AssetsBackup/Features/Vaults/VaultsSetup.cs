using AssetsBackup.Features.Runs;

namespace AssetsBackup.Features.Vaults;

internal static class VaultsSetup
{
    public static IServiceCollection AddVaults(this IServiceCollection services) =>
        services
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
