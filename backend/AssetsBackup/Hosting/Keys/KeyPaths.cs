namespace AssetsBackup.Hosting.Keys;

/// <summary>Where keys lie. The operator key may be kept apart from the data it protects.</summary>
/// <param name="DataDirectory">Database, vaults and, by default, the keys.</param>
/// <param name="OperatorKeyFile"><c>Keys:OperatorKeyFile</c>.</param>
/// <param name="StoreDirectory"><c>Keys:StoreDirectory</c>: the tenants' wrapped master keys.</param>
internal sealed record KeyPaths(string DataDirectory, string OperatorKeyFile, string StoreDirectory)
{
    /// <summary>Names the operator key that the data was made with; it says nothing about the key's bytes.</summary>
    public string KeyIdFile => Path.Combine(DataDirectory, "key-id");

    public static KeyPaths From(IConfiguration configuration)
    {
        var data = Path.GetFullPath(configuration["DataDirectory"] ?? "data");
        return new KeyPaths(
            data,
            configuration["Keys:OperatorKeyFile"] ?? Path.Combine(data, "keys", "operator.key"),
            configuration["Keys:StoreDirectory"] ?? Path.Combine(data, "keys", "tenants")
        );
    }
}
