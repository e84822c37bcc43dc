using System.Text;
using AssetsBackup.Vault;

namespace AssetsBackup.Hosting.Keys;

/// <summary>The operator key as a file: base64 text of 32 bytes that its owner alone may read.</summary>
internal static class OperatorKeyFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes a new key and stores it durably at the path.</summary>
    /// <exception cref="OperatorKeyException">A file is there already; it is never overwritten.</exception>
    public static OperatorKey Create(string path)
    {
        var key = OperatorKey.Create();
        return DurableFile.Create(path, Encoding.ASCII.GetBytes(key.Export() + "\n"))
            ? key
            : throw new OperatorKeyException(
                $"There is a file at {path} already",
                "An operator key is never overwritten: what it protects could not be read again."
            );
    }

    /// <exception cref="OperatorKeyException">Others may read the file, or this user may not, or it holds no key.</exception>
    public static OperatorKey Read(string path)
    {
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) | OwnerOnly) != OwnerOnly)
        {
            throw new OperatorKeyException(
                $"The operator key at {path} can be read by others",
                $"Run: chmod 600 {path}"
            );
        }
        try
        {
            return Parse(File.ReadAllText(path), path);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new OperatorKeyException(
                $"The operator key at {path} cannot be read by this user",
                "Run the program as the user that the file belongs to.",
                exception
            );
        }
    }

    public static OperatorKey Parse(string text, string source)
    {
        try
        {
            return OperatorKey.Parse(text);
        }
        catch (FormatException exception)
        {
            throw new OperatorKeyException(
                $"The operator key in {source} is not the base64 form of 32 bytes",
                "Bring back the key from a copy.",
                exception
            );
        }
    }
}
