using AssetsBackup.Features.Connections.Credentials;
using AssetsBackup.Features.Connections.Storage;
using AssetsBackup.Hosting.Keys;
using AssetsBackup.Hosting.Storage;
using Microsoft.Extensions.Options;

namespace AssetsBackup.Features.Connections;

internal static class ConnectionsSetup
{
    public static IServiceCollection AddConnections(
        this IServiceCollection services,
        IConfiguration configuration
    ) =>
        services
            .Configure<StorageRegions>(configuration.GetSection("Storage"))
            .AddSingleton<IValidateOptions<StorageRegions>, StorageRegionsValidation>()
            .Configure<OutgoingAddresses>(configuration.GetSection("Outbound"))
            .AddSingleton<ConnectionCredentials>()
            .AddSingleton<ISealedRows, SealedApiTokens>()
            .AddSingleton<StorageAccess>()
            .AddSingleton<ISealedRows, SealedStorageAccess>()
            .AddScoped<NewStorage>()
            .AddScoped<OwnDatabases>()
            .AddScoped<StorageSwitch>()
            .AddSingleton<RunCalls>()
            .AddSingleton<LiveProof>()
            .AddSingleton<CredentialCheck>()
            .AddSingleton<DataCenterCheck>()
            .AddSingleton<MongoStores>()
            .AddSingleton<StorageCheck>()
            .AddSingleton<NewConnection>();
}
