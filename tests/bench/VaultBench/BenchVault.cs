using AssetsBackup.Vault;

namespace VaultBench;

/// <summary>A vault and its key store below one folder, both made on first use.</summary>
internal static class BenchVault
{
    internal const string Tree = "objects";

    private static readonly Guid Tenant = new("0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0");

    /// <summary>The snapshot of a generation.</summary>
    internal static Guid Snapshot(int generation) =>
        new(generation, b: 0, c: 0, d: 0, e: 0, f: 0, g: 0, h: 0, i: 0, j: 0, k: 0);

    internal static async Task<TenantVault> OpenAsync(string folder)
    {
        // Nobody's data lies here: the key of thirty-two zeros will do.
        var operatorKey = OperatorKey.Parse(Convert.ToBase64String(new byte[32]));
        var store = new KeyStore(Path.Combine(folder, "keys"), operatorKey);
        var keys = await store.ExistsAsync(Tenant, CancellationToken.None)
            ? await store.OpenAsync(Tenant, CancellationToken.None)
            : await store.CreateAsync(Tenant, CancellationToken.None);
        return await TenantVault.OpenOrCreateAsync(
            new DirectoryBlobStore(Path.Combine(folder, "store"), Tenant),
            keys,
            TimeProvider.System,
            CancellationToken.None
        );
    }
}
