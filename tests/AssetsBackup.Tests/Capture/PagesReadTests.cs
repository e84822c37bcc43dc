using System.Text.RegularExpressions;
using AssetsBackup.Features.Runs;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Tests.Capture;

/// <summary>A page of a search that the simulator answered.</summary>
internal sealed record SearchPage(string Query, int StartAt, int Objects);

/// <summary>What a backup reads again after its process died, by the simulator's own record of requests.</summary>
public sealed partial class PagesReadTests
{
    private const int SearchesUntilDeath = 13;

    [Theory]
    [InlineData("n:12000")]
    [InlineData("n:45000")]
    public async Task A_backup_whose_process_dies_reads_at_most_one_page_of_a_partition_again(
        string world
    )
    {
        await using var host = await CaptureHost.StartSetUpAsync(world);
        var key = await host.ReadAsync(database =>
            database.Schemas.Select(s => s.Key).SingleAsync()
        );
        var id = await host.QueueBackupAsync(key);
        var deaths = 0;
        var (run, inLastLife) = (await DieAsync(host, id), 0);
        while (run.State == RunState.Running)
        {
            deaths++;
            deaths.ShouldBeLessThan(60);
            inLastLife = (await PagesAsync(host)).Count;
            run = await DieAsync(host, id);
        }

        run.State.ShouldBe(RunState.Succeeded, run.ErrorMessage);
        deaths.ShouldBeGreaterThan(1);
        var pages = await PagesAsync(host);
        foreach (var partition in pages.GroupBy(PartitionOf))
            (partition.Count() - partition.Distinct().Count()).ShouldBeLessThanOrEqualTo(
                deaths,
                $"{partition.Key}: more than one page for each of {deaths} deaths"
            );
        // Those of earlier lives were skipped: what the last one read is not the whole schema.
        var all = pages.Distinct().Count();
        (pages.Count - inLastLife).ShouldBeLessThan(all);
        pages
            .DistinctBy(page => page.Query)
            .Sum(page => page.Objects)
            .ShouldBe((await host.SnapshotAsync(run.Id)).Objects);
    }

    /// <summary>
    /// Another process takes the run over at some search: from then on nothing that this one does is kept, as when it is
    /// killed.
    /// </summary>
    private static async Task<Run> DieAsync(CaptureHost host, Guid runId)
    {
        var searches = 0;
        host.Wire.BeforeCall = (path, _) =>
        {
            if (
                path.EndsWith("/object/aql", StringComparison.Ordinal)
                && Interlocked.Increment(ref searches) == SearchesUntilDeath
            )
                TakeOver(host, runId);
        };
        return await host.DrainAsync(runId);
    }

    private static void TakeOver(CaptureHost host, Guid runId)
    {
        using var database = host.Database();
        database
            .Runs.Where(run => run.Id == runId)
            .ExecuteUpdate(row => row.SetProperty(run => run.Epoch, run => run.Epoch + 1000));
    }

    private static async Task<IReadOnlyList<SearchPage>> PagesAsync(CaptureHost host) =>
        [
            .. (await host.SearchesAsync()).Where(page =>
                Page().IsMatch(page.Query) && page.Objects > 25
            ),
        ];

    private static string PartitionOf(SearchPage page) => After().Replace(page.Query, "");

    // Probes for the ends of ids ask for less than a page; deltas ask by time.
    [GeneratedRegex(
        "^objectTypeId = [0-9]+( AND objectId (>|>=|<) [0-9]+)* ORDER BY Key ASC$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Page();

    [GeneratedRegex(" AND objectId > [0-9]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex After();
}
