using System.Runtime.CompilerServices;
using System.Text.Json;

namespace AssetsBackup.Tests;

/// <summary>The contract's vectors: folder in ASSETSBACKUP_CONTRACT, by default beside the repository. Absent means a counted skip.</summary>
internal static class Contract
{
    public const string Trait = "contract";

    /// <summary>Every file of one kind, such as <c>qsh-vectors.json</c>, whatever stands before its name.</summary>
    public static IReadOnlyList<JsonElement> Files(string ending)
    {
        var folder = Folder();
        Assert.SkipUnless(Directory.Exists(folder), $"no contract vectors at {folder}");
        var files = Directory.GetFiles(folder, "*" + ending, SearchOption.AllDirectories);
        files.ShouldNotBeEmpty();
        return [.. files.Order(StringComparer.Ordinal).Select(Read)];
    }

    /// <summary>Every JSON file below a folder, by its path from there.</summary>
    public static IReadOnlyList<(string Name, JsonElement Root)> Below(string name)
    {
        var folder = Path.Combine(Folder(), name);
        Assert.SkipUnless(Directory.Exists(folder), $"no contract at {folder}");
        var files = Directory.GetFiles(folder, "*.json", SearchOption.AllDirectories);
        files.ShouldNotBeEmpty();
        return
        [
            .. files
                .Order(StringComparer.Ordinal)
                .Select(file =>
                    (Path.GetRelativePath(folder, file).Replace('\\', '/'), Read(file))
                ),
        ];
    }

    private static string Folder([CallerFilePath] string here = "") =>
        Environment.GetEnvironmentVariable("ASSETSBACKUP_CONTRACT")
        ?? Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../shared/contract"));

    private static JsonElement Read(string file) =>
        JsonDocument.Parse(File.ReadAllText(file)).RootElement;
}
