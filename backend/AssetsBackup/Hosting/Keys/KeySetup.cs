using AssetsBackup.Vault;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AssetsBackup.Hosting.Keys;

internal static class KeySetup
{
    /// <summary>
    /// Registers OperatorKey, KeyStore and SecretBox. The key is read when it is first asked for; <c>serve</c> asks for it
    /// before it listens, so that it does not start without.
    /// </summary>
    public static void AddOperatorKey(this IHostApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton<DataPaths>();
        builder
            .Services.AddSingleton<KeyPaths>()
            .AddSingleton<OperatorKeyLoader>()
            .AddSingleton(static root => root.GetRequiredService<OperatorKeyLoader>().Load())
            .AddSingleton(static root => new KeyStore(
                root.GetRequiredService<DataPaths>().KeyStore,
                root.GetRequiredService<OperatorKey>()
            ))
            .AddSingleton<SecretBox>()
            .AddScoped<OperatorKeyRotation>();
    }
}
