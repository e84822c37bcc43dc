using AssetsBackup.Vault;

namespace AssetsBackup.Hosting.Keys;

/// <summary>
/// Finds the operator key and proves that it is the one the data directory was made with, so that a wrong key is told at
/// the start and not by the first secret that does not open.
/// </summary>
internal sealed class OperatorKeyLoader(
    KeyPaths paths,
    IConfiguration configuration,
    IHostEnvironment environment
)
{
    public const string Variable = "ASSETSBACKUP_OPERATOR_KEY";

    /// <exception cref="OperatorKeyException">There is no key, it cannot be read, or the data was made with another.</exception>
    public OperatorKey Load()
    {
        var key = Find();
        Directory.CreateDirectory(paths.DataDirectory);
        var needed = Needed();
        if (needed.Count > 0 && !needed.Contains(key.Id))
        {
            throw new OperatorKeyException(
                $"{MadeWith(needed)}; the key given is {key.Id}",
                KeyStore.OperatorKeyIds(paths.KeyStore).Contains(key.Id, StringComparer.Ordinal)
                    ? $"Call an interrupted rotation of keys again, with the key from before it. If the key store was brought back from a copy, delete {paths.KeyIdFile}: it names the key of the data that was here before."
                    : "Bring back the right key."
            );
        }
        if (KeyIdFile.Read(paths.KeyIdFile) is null)
            KeyIdFile.Write(paths.KeyIdFile, key.Id);
        return key;
    }

    /// <summary>Makes the operator key of new data.</summary>
    /// <exception cref="OperatorKeyException">There is a key already, or data that was made with one.</exception>
    public OperatorKey Create()
    {
        if (!File.Exists(paths.OperatorKeyFile) && Needed() is { Count: > 0 } needed)
            throw Missing(needed);
        if (Needed().Count == 0 && HasBackups())
            throw new OperatorKeyException(
                $"There are backups in {paths.Vaults}, and neither their operator key nor their key store",
                "Bring both back from copies. A new key would open none of them; without their keys, move them away first."
            );
        return OperatorKeyFile.Create(paths.OperatorKeyFile);
    }

    /// <summary>
    /// The ids of the keys that the data was made with, one of which has to be given; none where there is no data yet. The key
    /// store knows where the file that names the key was lost.
    /// </summary>
    private IReadOnlyList<string> Needed() =>
        KeyIdFile.Read(paths.KeyIdFile) is { } known
            ? [known]
            : KeyStore.OperatorKeyIds(paths.KeyStore);

    private bool HasBackups() =>
        Directory.Exists(paths.Vaults)
        && Directory.EnumerateFiles(paths.Vaults, "*", SearchOption.AllDirectories).Any();

    private string MadeWith(IReadOnlyList<string> needed) =>
        $"The data in {paths.DataDirectory} was made with operator key {string.Join(" or ", needed)}";

    private OperatorKeyException Missing(IReadOnlyList<string> needed) =>
        new(
            $"{MadeWith(needed)}, which is not at {paths.OperatorKeyFile}",
            $"Bring it back, or set {Variable}. A new key would not open what is there."
        );

    private OperatorKey Find()
    {
        if (configuration[Variable] is { Length: > 0 } text)
            return OperatorKeyFile.Parse(text, Variable);
        if (File.Exists(paths.OperatorKeyFile))
            return OperatorKeyFile.Read(paths.OperatorKeyFile);
        if (Needed() is { Count: > 0 } needed)
            throw Missing(needed);
        return environment.IsDevelopment()
            ? Create()
            : throw new OperatorKeyException(
                $"There is no operator key at {paths.OperatorKeyFile}",
                $"Make one with: assets-backup keys init. Or set {Variable}."
            );
    }
}
