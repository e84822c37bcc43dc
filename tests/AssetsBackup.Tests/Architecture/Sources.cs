using System.Runtime.CompilerServices;

namespace AssetsBackup.Tests.Architecture;

/// <summary>The repository's own source files, as they lie on disk.</summary>
internal static class Sources
{
    private static readonly HashSet<string> NotOurs = new(StringComparer.Ordinal)
    {
        "bin",
        "obj",
        "node_modules",
        "dist",
        "wwwroot",
        "artifacts",
        "data",
        ".git",
        ".run",
    };

    /// <summary>Every file with one of these endings, its path relative to the repository with forward slashes.</summary>
    public static IReadOnlyList<SourceFile> Of(params string[] endings)
    {
        var root = Root();
        return
        [
            .. Walk(root)
                .Where(path => endings.Contains(Path.GetExtension(path), StringComparer.Ordinal))
                .Select(path => new SourceFile(
                    Path.GetRelativePath(root, path).Replace('\\', '/'),
                    path
                ))
                .OrderBy(file => file.Name, StringComparer.Ordinal),
        ];
    }

    public static string Root([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../.."));

    private static IEnumerable<string> Walk(string folder) =>
        Directory
            .EnumerateFiles(folder)
            .Concat(
                Directory
                    .EnumerateDirectories(folder)
                    .Where(inner => !NotOurs.Contains(Path.GetFileName(inner)))
                    .SelectMany(Walk)
            );
}

/// <param name="Name">Relative to the repository, with forward slashes.</param>
internal sealed record SourceFile(string Name, string Path)
{
    public string Text => File.ReadAllText(Path);

    public int Lines => File.ReadLines(Path).Count();

    public bool IsIn(string folder) => Name.StartsWith(folder + "/", StringComparison.Ordinal);
}
