using AssetsBackup.Features.Connections.Storage;
using AssetsBackup.Features.Vaults;
using AssetsBackup.Tests.Capture;
using AssetsBackup.Vault;
using Microsoft.Extensions.DependencyInjection;

namespace AssetsBackup.Tests.Vaults;

/// <summary>Gives up what a host's storage has lost, as <c>vault repair --discard-damaged</c> does.</summary>
internal static class GivenUp
{
    /// <param name="host">Whose backups.</param>
    /// <param name="seen">What is seen of the storage; null for all of it.</param>
    public static Task<IReadOnlyList<Guid>> BackupsAsync(
        CaptureHost host,
        Func<IBlobStore, IBlobStore>? seen = null
    ) =>
        GiveUpAsync<LostBackups>(
            host,
            (lost, place, store, keys) =>
                lost.GiveUpAsync(place, seen?.Invoke(store) ?? store, keys, CancellationToken.None)
        );

    public static Task<IReadOnlyList<Guid>> PartsAsync(CaptureHost host) =>
        GiveUpAsync<LostParts>(
            host,
            (lost, place, store, keys) =>
                lost.GiveUpAsync(place, store, keys, CancellationToken.None)
        );

    private static async Task<IReadOnlyList<Guid>> GiveUpAsync<TLost>(
        CaptureHost host,
        Func<TLost, StoragePlace, IBlobStore, TenantKeys, Task<IReadOnlyList<Guid>>> giveUp
    )
        where TLost : notnull
    {
        await using var scope = host.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var vaults = services.GetRequiredService<TenantVaults>();
        var place = await vaults.PlaceAsync(host.Tenant, CancellationToken.None);
        using var keys = await services
            .GetRequiredService<KeyStore>()
            .OpenAsync(host.Tenant, CancellationToken.None);
        return await giveUp(
            services.GetRequiredService<TLost>(),
            place,
            vaults.StoreOf(place),
            keys
        );
    }
}
