using AssetsBackup.Features.Runs;

namespace AssetsBackup.Features.Schemas;

internal static class SchemasSetup
{
    public static IServiceCollection AddSchemas(this IServiceCollection services) =>
        services
            .AddOptions<SyncOptions>()
            .BindConfiguration(SyncOptions.Section)
            .Services.AddScoped<DailySync>()
            .AddScoped<NewSchemas>()
            .AddScoped<IRunBody, SyncSchemas>();
}
