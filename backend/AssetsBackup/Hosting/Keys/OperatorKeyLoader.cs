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
        var known = KeyIdFile.Read(paths.KeyIdFile);
        if (known is null)
            KeyIdFile.Write(paths.KeyIdFile, key.Id);
        else if (known != key.Id)
        {
            throw new OperatorKeyException(
                $"The data in {paths.DataDirectory} was made with operator key {known}; the key given is {key.Id}",
                "Bring back the right key."
            );
        }
        return key;
    }

    private OperatorKey Find()
    {
        if (configuration[Variable] is { Length: > 0 } text)
            return OperatorKeyFile.Parse(text, Variable);
        if (File.Exists(paths.OperatorKeyFile))
            return OperatorKeyFile.Read(paths.OperatorKeyFile);
        if (KeyIdFile.Read(paths.KeyIdFile) is { } known)
        {
            throw new OperatorKeyException(
                $"The data in {paths.DataDirectory} was made with operator key {known}, which is not at {paths.OperatorKeyFile}",
                $"Bring it back, or set {Variable}."
            );
        }
        return environment.IsDevelopment()
            ? OperatorKeyFile.Create(paths.OperatorKeyFile)
            : throw new OperatorKeyException(
                $"There is no operator key at {paths.OperatorKeyFile}",
                $"Make one with: assets-backup keys init. Or set {Variable}."
            );
    }
}
