using AssetsBackup.Vault.Tests;

namespace AssetsBackup.Tests.Capture;

/// <summary>docs/dishonesty.md, whose tables are what the tests found; with <c>ASSETSBACKUP_WRITE_DOCS</c> set they write them.</summary>
internal static class DishonestyDocument
{
    private const string Rule = "|---|---|---|---|\n";

    private static readonly Lock Gate = new();

    private static string Document => Path.Combine(Repository.Root(), "docs", "dishonesty.md");

    public static string Words(IEnumerable<string> reasons)
    {
        var said = reasons
            .Where(reason => !reason.StartsWith("Left out", StringComparison.Ordinal))
            .ToList();
        var shown = string.Join(' ', said.Take(2));
        return said.Count > 2 ? $"{shown} And {said.Count - 2} more of that kind." : shown;
    }

    /// <param name="counts">What the third column of the table counts.</param>
    /// <param name="rows">As they should stand there.</param>
    public static void Compare(string counts, string rows)
    {
        lock (Gate)
        {
            var document = File.ReadAllText(Document);
            var header = $"| Assets … | The backup ended as | {counts} | What it said |\n{Rule}";
            var found = document.IndexOf(header, StringComparison.Ordinal);
            found.ShouldBeGreaterThan(0, header);
            var start = found + header.Length;
            var end = document.IndexOf("\n\n", start - 1, StringComparison.Ordinal) + 1;
            var rest = end > 0 ? document[end..] : "";
            if (Environment.GetEnvironmentVariable("ASSETSBACKUP_WRITE_DOCS") is not null)
                File.WriteAllText(Document, document[..start] + rows + rest);
            else
                document[start..^rest.Length].ShouldBe(rows, "docs/dishonesty.md");
        }
    }
}
