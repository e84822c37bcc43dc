using AssetsBackup.Features.Runs;

namespace AssetsBackup.Features.Schemas;

internal static class SchemasSetup
{
    public static IServiceCollection AddSchemas(this IServiceCollection services) =>
        services.AddScoped<IRunBody, SyncSchemas>();
}
