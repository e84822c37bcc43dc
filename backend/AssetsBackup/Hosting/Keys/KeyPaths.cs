namespace AssetsBackup.Hosting.Keys;

/// <summary>Where keys lie. The operator key may be kept apart from the data it protects (<c>Keys:OperatorKeyFile</c>).</summary>
internal sealed class KeyPaths(DataPaths data, IConfiguration configuration)
{
    public string DataDirectory => data.Root;

    public string OperatorKeyFile { get; } =
        configuration["Keys:OperatorKeyFile"] ?? Path.Combine(data.Keys, "operator.key");

    public string KeyStore => data.KeyStore;

    public string Vaults => data.Vaults;

    /// <summary>Names the operator key that the data was made with; it says nothing about the key's bytes.</summary>
    public string KeyIdFile => Path.Combine(data.Root, "key-id");
}
