using AssetsBackup.Features.Connections.Credentials;
using AssetsBackup.Features.Connections.Storage;
using AssetsBackup.Hosting.Keys;
using AssetsBackup.Hosting.Storage;

namespace AssetsBackup.Features.Connections;

internal static class ConnectionsSetup
{
    public static IServiceCollection AddConnections(
        this IServiceCollection services,
        IConfiguration configuration
    ) =>
        services
            .Configure<StorageRegions>(configuration.GetSection("Storage"))
            .Configure<OutgoingAddresses>(configuration.GetSection("Outbound"))
            .AddSingleton<ConnectionCredentials>()
            .AddSingleton<ISealedRows, SealedApiTokens>()
            .AddSingleton<StorageAccess>()
            .AddSingleton<ISealedRows, SealedStorageAccess>()
            .AddScoped<NewStorage>()
            .AddSingleton<RunCalls>()
            .AddSingleton<CredentialCheck>()
            .AddSingleton<MongoStores>()
            .AddSingleton<StorageCheck>()
            .AddSingleton<NewConnection>();
}
