using AssetsBackup.Vault;

namespace AssetsBackup.Hosting.Keys;

internal static class KeySetup
{
    /// <summary>
    /// Registers OperatorKey, KeyStore and SecretBox. The key is read when it is first asked for; <c>serve</c> asks for it
    /// before it listens, so that it does not start without.
    /// </summary>
    public static void AddOperatorKey(this IHostApplicationBuilder builder)
    {
        var paths = KeyPaths.From(builder.Configuration);
        var loader = new OperatorKeyLoader(
            paths,
            builder.Configuration[OperatorKeyLoader.Variable],
            builder.Environment.IsDevelopment()
        );
        builder.Services.AddSingleton(paths);
        builder.Services.AddSingleton(_ => loader.Load());
        builder.Services.AddSingleton(services => new KeyStore(
            paths.StoreDirectory,
            services.GetRequiredService<OperatorKey>()
        ));
        builder.Services.AddSingleton<SecretBox>();
    }
}
