using System.Net.Http.Json;
using System.Text.RegularExpressions;

namespace AssetsBackup.Tests.Capture;

/// <summary>A page of objects as the simulator answered it: the proof of what was read twice.</summary>
internal sealed partial record SearchedPage(string Query, int StartAt, int Objects)
{
    private const string Searches = "/_sim/sites/acme/searches";

    /// <summary>Empty for what is no page of a partition.</summary>
    private string Partition => PartitionPattern().Match(Query).Value;

    public static async Task ForgetAsync(HttpClient control) =>
        (await control.DeleteAsync(Searches)).EnsureSuccessStatusCode();

    /// <summary>Pages of partitions that one process read; what it read to get to know the site is left out by its size.</summary>
    public static async Task<IReadOnlyList<SearchedPage>> OfPartitionsAsync(HttpClient control)
    {
        var pages = (await control.GetFromJsonAsync<List<SearchedPage>>(Searches))!
            .Where(page => page.Partition.Length > 0 && !IsOfAProbe(page))
            .ToList();
        pages.ShouldBeUnique("within one process no page is read twice");
        return pages;
    }

    /// <returns>How many were read again.</returns>
    public static int ShouldRepeatOneAtMost(
        IReadOnlyList<SearchedPage> pages,
        IReadOnlySet<SearchedPage> earlier,
        string context = ""
    )
    {
        foreach (var partition in pages.GroupBy(page => page.Partition))
            partition
                .Count(earlier.Contains)
                .ShouldBeLessThanOrEqualTo(1, $"{partition.Key} {context}");
        return pages.Count(earlier.Contains);
    }

    // One that is killed before its first checkpoint gets to know the site once more.
    private static bool IsOfAProbe(SearchedPage page) => page.Objects is 1 or 25;

    [GeneratedRegex(
        "^objectTypeId = [0-9]+( AND objectId >= [0-9]+)?( AND objectId < [0-9]+)?",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex PartitionPattern();
}
