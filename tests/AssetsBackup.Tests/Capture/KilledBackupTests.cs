using System.Text.Json;
using System.Text.Json.Nodes;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Features.Snapshots.Capture;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Tests.Capture;

/// <summary>
/// A process that is killed has no time to save where it was. What it had read before is not read again: the simulator's
/// record of the pages it answered is the proof.
/// </summary>
public sealed class KilledBackupTests
{
    private const string Search = "/object/aql";

    [Theory]
    [InlineData("n:24000", 25)]
    [InlineData("n:24000", 32)]
    public async Task After_each_kill_a_partition_reads_at_most_one_page_again(
        string world,
        int searchesBetweenKills
    )
    {
        await using var host = await CaptureHost.StartSetUpAsync(world);
        var key = await host.ReadAsync(database =>
            database.Schemas.OrderBy(schema => schema.AssetsId).Select(s => s.Key).FirstAsync()
        );
        var id = await host.QueueBackupAsync(key);
        var (earlier, kills, skipped) = (new HashSet<SearchedPage>(), 0, 0);

        Run run;
        while (true)
        {
            await SearchedPage.ForgetAsync(host.Control);
            KillAt(host, id, searchesBetweenKills);
            run = await host.DrainAsync(id);
            var pages = await SearchedPage.OfPartitionsAsync(host.Control);
            SearchedPage.ShouldRepeatOneAtMost(pages, earlier);
            skipped += earlier.Except(pages).Count();
            earlier.UnionWith(pages);
            if (run.State != RunState.Running)
                break;
            (++kills).ShouldBeLessThan(60);
        }

        run.State.ShouldBe(RunState.Succeeded, run.ErrorMessage);
        kills.ShouldBeGreaterThanOrEqualTo(2);
        skipped.ShouldBeGreaterThan(kills, "there was something to skip");
        (await host.SnapshotAsync(id)).Objects.ShouldBe(
            (await host.WorldSchemaAsync(key)).GetProperty("objects").GetInt32()
        );
    }

    [Fact]
    public async Task What_an_earlier_process_read_does_not_stand_in_for_pages_lost_once_keys_are_ordered_as_text()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:12000");
        var key = await host.ReadAsync(database =>
            database.Schemas.Select(s => s.Key).SingleAsync()
        );
        var id = await host.QueueBackupAsync(key);
        KillAt(host, id, 26);
        (await host.DrainAsync(id)).State.ShouldBe(RunState.Running);
        host.Wire.Reset();
        var begun = (await CheckpointAsync(host, id)).Partitions.Count(partition =>
            partition is { LastId: not null, IsDone: false }
        );
        begun.ShouldBeGreaterThan(0, "something was read by id and has to be read again");
        await host.SwitchAsync(new() { ["keyOrderIsText"] = true });
        host.Wire.Change = (_, call, body) =>
        {
            if (
                body["values"] is JsonArray values
                && call.Contains("ASC", StringComparison.Ordinal)
            )
                values.RemoveAll(item =>
                    item!["id"]!.GetValue<string>().StartsWith("119", StringComparison.Ordinal)
                );
        };

        var run = await host.DrainAsync(id);

        run.State.ShouldBe(RunState.Succeeded, run.ErrorMessage);
        var snapshot = await host.SnapshotAsync(id);
        snapshot.Objects.ShouldBe(12_000);
        (await host.SendAsync(new GetSnapshot(snapshot.Id)))
            .Parts.Single(part => part.Name == "objects")
            .Count.ShouldBe(12_000);
    }

    private static Task<CaptureCheckpoint> CheckpointAsync(CaptureHost host, Guid run) =>
        host.ReadAsync(async database =>
            JsonSerializer.Deserialize<CaptureCheckpoint>(
                (await database.Runs.SingleAsync(row => row.Id == run)).Checkpoint!,
                JsonSerializerOptions.Web
            )!
        );

    /// <summary>At that search another process has taken the run over: from there on this one calls and saves nothing.</summary>
    private static void KillAt(CaptureHost host, Guid run, int search)
    {
        var searches = 0;
        host.Wire.Reset();
        host.Wire.BeforeCall = (path, _) =>
        {
            var isSearch = path.EndsWith(Search, StringComparison.Ordinal);
            var number = isSearch
                ? Interlocked.Increment(ref searches)
                : Volatile.Read(ref searches);
            if (number < search)
                return;
            if (isSearch && number == search)
                TakeOver(host, run);
            throw new LeaseLostException(Guid.Empty);
        };
    }

    private static void TakeOver(CaptureHost host, Guid run)
    {
        using var database = host.Database();
        database
            .Runs.Where(row => row.Id == run)
            .ExecuteUpdate(row => row.SetProperty(r => r.Epoch, r => r.Epoch - 1));
    }
}
