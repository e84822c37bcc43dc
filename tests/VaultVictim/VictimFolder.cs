using AssetsBackup.Vault;

namespace VaultVictim;

/// <summary>Where the victim's things lie: the vault, its copy, the keys, and the manifest outside of all of them.</summary>
public sealed class VictimFolder(string root)
{
    /// <summary>The one tenant.</summary>
    public static readonly Guid Tenant = Guid.Parse("5a1e0000-0000-4000-8000-00000000d1e5");

    /// <summary>The store that is worked on.</summary>
    public IBlobStore Vault => new DirectoryBlobStore(Path.Combine(root, "vault"), Tenant);

    /// <summary>The store that it is copied to.</summary>
    public IBlobStore Copy => new DirectoryBlobStore(Path.Combine(root, "copy"), Tenant);

    /// <summary>What was begun and what was done.</summary>
    public Manifest Manifest => new(Path.Combine(root, "manifest"));

    private string KeyDirectory => Path.Combine(root, "keys");

    private IReadOnlyList<OperatorKey> OperatorKeys =>
        [.. Directory.GetFiles(root, "operator-*.key").Order().Select(ReadKey)];

    /// <summary>Makes two operator keys and the tenant's entry.</summary>
    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        foreach (var name in new[] { "operator-a.key", "operator-b.key" })
        {
            var path = Path.Combine(root, name);
            await File.WriteAllTextAsync(path, OperatorKey.Create().Export(), cancellationToken);
        }
        var entries = new KeyStore(KeyDirectory, OperatorKeys[0]);
        (await entries.CreateAsync(Tenant, cancellationToken)).Dispose();
    }

    /// <summary>Opens the tenant's keys with whichever operator key wrapped them last.</summary>
    public async Task<TenantKeys> OpenKeysAsync(CancellationToken cancellationToken)
    {
        var (entries, _) = await EntriesAsync(cancellationToken);
        return await entries.OpenAsync(Tenant, cancellationToken);
    }

    /// <summary>Wraps the tenant's entry by the operator key that it is not wrapped by now.</summary>
    public async Task RotateAsync(CancellationToken cancellationToken)
    {
        var (entries, other) = await EntriesAsync(cancellationToken);
        await entries.RewrapAsync(Tenant, other, cancellationToken);
    }

    /// <summary>Begins a new data epoch.</summary>
    public async Task AdvanceEpochAsync(CancellationToken cancellationToken)
    {
        var (entries, _) = await EntriesAsync(cancellationToken);
        await entries.AdvanceEpochAsync(Tenant, cancellationToken);
    }

    private async Task<(KeyStore Entries, OperatorKey Other)> EntriesAsync(
        CancellationToken cancellationToken
    )
    {
        var keys = OperatorKeys;
        var first = new KeyStore(KeyDirectory, keys[0]);
        try
        {
            (await first.OpenAsync(Tenant, cancellationToken)).Dispose();
            return (first, keys[1]);
        }
        catch (WrongOperatorKeyException)
        {
            return (new KeyStore(KeyDirectory, keys[1]), keys[0]);
        }
    }

    private static OperatorKey ReadKey(string path) => OperatorKey.Parse(File.ReadAllText(path));
}
