using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace AssetsBackup.Tests.Capture;

/// <summary>
/// A real process that captures is killed at random moments and started again: thrice in an ordinary run, 100 times in
/// <c>make chaos</c>. Each backup that comes of it is equal to one that nobody disturbed.
/// </summary>
public sealed class KilledCaptureTests
{
    private const int Objects = 2400;

    // Three to ten pages a type, and none like that of the probe.
    private const int Page = 30;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(4);

    private readonly Random random = new(20261126);
    private readonly SortedDictionary<string, int> hits = new(StringComparer.Ordinal);
    private readonly HashSet<SearchedPage> earlier = [];
    private IReadOnlyList<string> before = [];
    private int repeated;

    [Fact]
    public async Task Killed_at_any_moment_a_backup_goes_on_and_holds_everything_once()
    {
        var kills = int.Parse(
            Environment.GetEnvironmentVariable("ASSETSBACKUP_CAPTURE_KILLS") ?? "3",
            CultureInfo.InvariantCulture
        );
        var time = Stopwatch.StartNew();
        await using var victim = await CaptureVictim.StartAsync($"n:{Objects}", Page);
        while (hits.Values.Sum() < kills)
            await KillAsync(victim);
        await victim.RunAsync("backup", "CNT");
        // The measure of all others: nobody disturbs it.
        await victim.RunAsync("backup", "CNT");
        var snapshots = await CapturedSnapshots.ReadAsync(victim.Data);
        snapshots.ShouldAllBeWhole(
            Objects,
            await victim.Control.GetFromJsonAsync<JsonElement>("/_sim/sites/acme/parts")
        );
        await victim.RunAsync("verify");
        await TellAsync(snapshots.Count, time.Elapsed);
    }

    private async Task KillAsync(CaptureVictim victim)
    {
        await SearchedPage.ForgetAsync(victim.Control);
        var (said, hasEnded) = await victim.KillAsync(Longest * random.NextDouble());
        if (said is not [CaptureVictim.GoesOn, ..])
            earlier.Clear();
        var pages = await SearchedPage.OfPartitionsAsync(victim.Control);
        repeated += SearchedPage.ShouldRepeatOneAtMost(
            pages,
            earlier,
            string.Join('\n', ["before:", .. before, "then:", .. said])
        );
        earlier.UnionWith(pages);
        before = said;
        if (hasEnded)
            return;
        var step = said.Count == 0 ? "before it said anything" : said[^1].Split('(')[0].Trim();
        hits[step] = hits.GetValueOrDefault(step) + 1;
    }

    private async Task TellAsync(int snapshots, TimeSpan time)
    {
        if (Environment.GetEnvironmentVariable("ASSETSBACKUP_CAPTURE_CHAOS_RESULT") is { } path)
            await File.WriteAllTextAsync(
                path,
                JsonSerializer.Serialize(
                    new
                    {
                        kills = hits.Values.Sum(),
                        hits,
                        snapshots,
                        pagesReadAgain = repeated,
                        seconds = (int)time.TotalSeconds,
                    }
                ) + "\n"
            );
    }
}
