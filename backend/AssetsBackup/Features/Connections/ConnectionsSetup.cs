namespace AssetsBackup.Features.Connections;

internal static class ConnectionsSetup
{
    public static IServiceCollection AddConnections(
        this IServiceCollection services,
        IConfiguration configuration
    ) => services.Configure<StorageRegions>(configuration.GetSection("Storage"));
}
