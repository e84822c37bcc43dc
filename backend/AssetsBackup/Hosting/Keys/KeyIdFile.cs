using System.Text;

namespace AssetsBackup.Hosting.Keys;

/// <summary>The file that says which operator key the data was made with. It is there whole or not at all.</summary>
internal static class KeyIdFile
{
    /// <summary>Null when nothing says it yet.</summary>
    public static string? Read(string path) =>
        File.Exists(path) ? File.ReadAllText(path).Trim() : null;

    public static void Write(string path, string keyId)
    {
        var temporary = path + ".new";
        using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write))
        {
            file.Write(Encoding.ASCII.GetBytes(keyId + "\n"));
            file.Flush(flushToDisk: true);
        }
        File.Move(temporary, path, overwrite: true);
    }
}
