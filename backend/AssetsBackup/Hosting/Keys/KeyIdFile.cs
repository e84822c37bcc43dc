using System.Text;
using AssetsBackup.Vault;

namespace AssetsBackup.Hosting.Keys;

/// <summary>The file that says which operator key the data was made with.</summary>
internal static class KeyIdFile
{
    /// <summary>Null when nothing says it yet.</summary>
    public static string? Read(string path) =>
        File.Exists(path) ? File.ReadAllText(path).Trim() : null;

    public static void Write(string path, string keyId) =>
        DurableFile.Replace(path, Encoding.ASCII.GetBytes(keyId + "\n"));
}
