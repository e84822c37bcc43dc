using AssetsBackup.Hosting.Storage;
using Microsoft.Extensions.Options;

namespace AssetsBackup.Features.Vaults.Space;

internal static class SpaceSetup
{
    public static IServiceCollection AddSpace(this IServiceCollection services) =>
        services
            .AddOptions<StorageLimits>()
            .BindConfiguration("Storage")
            .ValidateOnStart()
            .Services.AddSingleton<IValidateOptions<StorageLimits>, StorageLimitsValidation>()
            .AddSingleton<FreeSpace>(static _ => new FreeSpace())
            .AddSingleton<StorageUse>()
            .AddSingleton<Room>();
}
