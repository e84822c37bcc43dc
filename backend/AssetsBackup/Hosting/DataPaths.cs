using AssetsBackup.Hosting.Problems;

namespace AssetsBackup.Hosting;

/// <summary>Where things lie below the data directory (configuration <c>DataDirectory</c>, <c>./data</c> by default).</summary>
internal sealed class DataPaths
{
    public const string NoFolder = "data-folder";

    /// <param name="configuration">Says where.</param>
    /// <param name="mustExist">Makes no folder: for what only works with data that is there.</param>
    /// <exception cref="ProblemException">data-folder: there is none, or none can be made.</exception>
    public DataPaths(IConfiguration configuration, bool mustExist = false)
    {
        Root = Path.GetFullPath(configuration["DataDirectory"] ?? "data");
        if (mustExist && !Path.Exists(Root))
            throw Wrong(
                $"There is no data folder at {Root}",
                "Name the right one with --data or the configuration DataDirectory. serve, keys init and sites add make a new one."
            );
        try
        {
            Directory.CreateDirectory(Root);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Wrong(
                File.Exists(Root)
                    ? $"The data folder {Root} is a file"
                    : $"The data folder {Root} cannot be made",
                "Name a folder that this user may write to, with --data or the configuration DataDirectory."
            );
        }
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

    /// <summary>A region of managed storage.</summary>
    public string Region(string region) => Path.Combine(Vaults, region);

    private static ProblemException Wrong(string title, string detail) =>
        new(new Problem(NoFolder, StatusCodes.Status400BadRequest, title, detail));
}
