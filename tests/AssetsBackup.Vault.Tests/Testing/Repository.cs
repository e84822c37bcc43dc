namespace AssetsBackup.Vault.Tests;

/// <summary>Files that are committed beside the tests.</summary>
internal static class Repository
{
    /// <summary>The folder of the whole source tree.</summary>
    internal static string Root()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "AssetsBackup.sln")))
            directory = directory.Parent.ShouldNotBeNull();
        return directory.FullName;
    }

    /// <summary>A folder of this project.</summary>
    internal static string Folder(params string[] parts) =>
        Path.Combine([Root(), "tests", "AssetsBackup.Vault.Tests", .. parts]);

    /// <summary>Reads the blobs that lie in a folder, each under its relative path.</summary>
    internal static MemoryBlobStore ReadBlobs(string folder)
    {
        var store = new MemoryBlobStore();
        foreach (var path in Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/');
            store.Blobs[name] = File.ReadAllBytes(path);
        }
        return store;
    }

    internal static void WriteBlobs(MemoryBlobStore store, string folder)
    {
        foreach (var (name, content) in store.Blobs)
        {
            var path = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, content);
        }
    }
}
