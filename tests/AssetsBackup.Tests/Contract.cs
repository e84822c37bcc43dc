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

    private static string Folder([CallerFilePath] string here = "") =>
        Environment.GetEnvironmentVariable("ASSETSBACKUP_CONTRACT")
        ?? Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../shared/contract"));

    private static JsonElement Read(string file) =>
        JsonDocument.Parse(File.ReadAllText(file)).RootElement;
}
