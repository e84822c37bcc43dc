namespace AssetsBackup.Hosting;

/// <summary>Where things lie below the data directory (configuration <c>DataDirectory</c>, <c>./data</c> by default).</summary>
internal sealed class DataPaths
{
    public DataPaths(IConfiguration configuration)
    {
        Root = Path.GetFullPath(configuration["DataDirectory"] ?? "data");
        Directory.CreateDirectory(Root);
    }

    public string Root { get; }

    /// <summary>The app database: one SQLite file, Quartz's tables in it too.</summary>
    public string Database => Path.Combine(Root, "assets-backup.db");

    /// <summary>The operator key, unless configured elsewhere.</summary>
    public string Keys => Path.Combine(Root, "keys");

    /// <summary>The tenants' wrapped keys: copied and expired apart from the vaults (docs/vault-format.md).</summary>
    public string KeyStore => Path.Combine(Root, "key-store");

    /// <summary>Managed storage, a folder for each region.</summary>
    public string Vaults => Path.Combine(Root, "vaults");
}
