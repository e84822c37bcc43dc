namespace AssetsBackup.Tests.Architecture;

/// <summary>Sizes that keep the code readable: people suffer from the tail, not from the median.</summary>
public sealed class FileSizeTests
{
    private const int Longest = 300;
    private const int Long = 150;

    // Nobody reads them: the build writes them.
    private static readonly string[] Generated =
    [
        "frontend/src/api/client.ts",
        "backend/AssetsBackup/Hosting/Database/Migrations/",
    ];

    /// <summary>Files that may be longer, each with the reason why it cannot be split.</summary>
    private static readonly Dictionary<string, string> Exceptions = new(StringComparer.Ordinal);

    [Fact]
    public void No_file_of_ours_is_longer_than_300_lines()
    {
        var ours = Ours(".cs", ".ts", ".tsx", ".mjs", ".sh", ".css", ".js");
        ours.Count.ShouldBeGreaterThan(500);
        foreach (var ending in (string[])[".cs", ".tsx", ".mjs", ".sh", ".css", ".js"])
            ours.ShouldContain(file => file.Name.EndsWith(ending));

        ours.Where(file => file.Lines > Longest && !Exceptions.ContainsKey(file.Name))
            .Select(file => $"{file.Name}: {file.Lines}")
            .ShouldBeEmpty(
                "a file that long holds more than one idea: give the second one a name and its own file"
            );
        Exceptions.Keys.ShouldBeSubsetOf(
            ours.Where(file => file.Lines > Longest).Select(file => file.Name),
            "what has become short needs no exception any more"
        );
    }

    [Fact]
    public void Nine_of_ten_files_of_the_product_are_shorter_than_150_lines()
    {
        var product = Ours(".cs", ".ts", ".tsx")
            .Where(file => file.IsIn("backend") || file.IsIn("frontend/src"))
            .Where(file => !file.IsIn("frontend/src/testing") && !file.Name.Contains(".test."))
            .ToList();
        product.Count.ShouldBeGreaterThan(300);

        var long150 = product.Where(file => file.Lines >= Long).ToList();

        ((double)long150.Count / product.Count).ShouldBeLessThanOrEqualTo(
            0.1,
            $"too many long files: {string.Join(", ", long150.Select(file => file.Name))}"
        );
    }

    private static List<SourceFile> Ours(params string[] endings) =>
        [
            .. Sources
                .Of(endings)
                .Where(file =>
                    !Array.Exists(
                        Generated,
                        start => file.Name.StartsWith(start, StringComparison.Ordinal)
                    )
                ),
        ];
}
