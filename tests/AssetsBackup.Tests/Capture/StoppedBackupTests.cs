using AssetsBackup.Atlassian.Assets;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Snapshots.Capture;
using AssetsBackup.Features.Snapshots.Records;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Tests.Capture;

/// <summary>Product E1: what a stopped backup has read seeds the next one, which is equal to one that reads everything.</summary>
public sealed class StoppedBackupTests
{
    private const string Pages = "findObjectsByAql";

    private const string World = "n:12000";

    // Of 130: most of the twenty types are read by then.
    private const int StopAtSearch = 95;

    private const string TakenOver = "are taken over from the backup";

    [Fact]
    public async Task The_next_one_does_not_read_again_what_stood_still()
    {
        await using var host = await CaptureHost.StartSetUpAsync(World);
        var (key, began) = await StopAsync(host);
        var before = await host.CallsAsync(Pages);

        var next = await host.BackUpAsync(key);

        next.State.ShouldBe(RunState.Succeeded, next.ErrorMessage);
        var read = await host.CallsAsync(Pages) - before;
        (await host.LogAsync(next)).ShouldContain(line => line.Contains(TakenOver));
        SnapshotFacts.Read((await host.RootAsync(next.Id)).Facts).Consistency!.From.ShouldBe(began);
        before = await host.CallsAsync(Pages);
        await host.ShouldBeEqualToFullAsync(key, next.Id);
        (await host.CallsAsync(Pages) - before).ShouldBeGreaterThan(read * 4 / 3);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task What_people_change_make_move_and_delete_meanwhile_is_read_anew(int seed)
    {
        await using var host = await CaptureHost.StartSetUpAsync(World);
        var (key, _) = await StopAsync(host);
        for (var edit = 0; edit < 5; edit++)
            await host.EditAsync((10 * seed) + edit);

        var next = await host.BackUpAsync(key);

        next.State.ShouldBe(RunState.Succeeded, next.ErrorMessage);
        (await host.LogAsync(next)).ShouldContain(line => line.Contains(TakenOver));
        await host.ShouldBeEqualToFullAsync(key, next.Id);
    }

    [Fact]
    public async Task Objects_of_a_type_that_was_defined_anew_are_read_anew()
    {
        await using var host = await CaptureHost.StartSetUpAsync();
        var (key, _) = await StopAsync(host, atSearch: 40);
        await host.ReshapeAsync("drop", key);

        var next = await host.BackUpAsync(key);

        next.State.ShouldBe(RunState.Succeeded, next.ErrorMessage);
        (await host.LogAsync(next)).ShouldContain(line => line.Contains(TakenOver));
        await host.ShouldBeEqualToFullAsync(key, next.Id);
    }

    [Fact]
    public async Task With_the_key_of_the_schema_all_is_read_anew()
    {
        await using var host = await CaptureHost.StartSetUpAsync(World);
        var (key, _) = await StopAsync(host);
        var schema = await host.SchemaAsync(key);
        await host.Assets("acme")
            .UpdateSchemaAsync(
                schema.AssetsId,
                new SchemaIn(schema.Name, "OTHER", null),
                CancellationToken.None
            );

        var next = await host.BackUpAsync(key);

        next.State.ShouldBe(RunState.Succeeded, next.ErrorMessage);
        await host.ShouldBeEqualToFullAsync(key, next.Id);
    }

    [Fact]
    public async Task What_was_read_a_day_ago_is_read_anew()
    {
        await using var host = await CaptureHost.StartSetUpAsync(World);
        var (key, began) = await StopAsync(host);
        host.Clock.MoveAhead(TimeSpan.FromHours(25));

        var next = await host.BackUpAsync(key);

        next.State.ShouldBe(RunState.Succeeded, next.ErrorMessage);
        SnapshotFacts
            .Read((await host.RootAsync(next.Id)).Facts)
            .Consistency!.From.ShouldBeGreaterThan(began);
    }

    private static async Task<(string Key, DateTimeOffset Began)> StopAsync(
        CaptureHost host,
        int atSearch = StopAtSearch
    )
    {
        var key = await host.ReadAsync(database =>
            database
                .Schemas.OrderBy(schema => schema.ObjectCount)
                .Select(schema => schema.Key)
                .LastAsync()
        );
        await host.SwitchAsync(new() { ["largestPage"] = 100 });
        var queued = await host.QueueBackupAsync(key);
        var searches = 0;
        host.Wire.BeforeCall = (path, _) =>
        {
            if (
                path.EndsWith("/object/aql", StringComparison.Ordinal)
                && Interlocked.Increment(ref searches) == atSearch
            )
                StopAsync(host, queued).GetAwaiter().GetResult();
        };
        var run = await host.DrainAsync(queued);
        host.Wire.Reset();
        await host.SwitchAsync(new() { ["pageMilliseconds"] = 0 });
        run.State.ShouldBe(RunState.Stopped);
        return (key, run.CheckpointAs<CaptureCheckpoint>()!.StartedAt);
    }

    // A run looks once a second whether it was stopped: no page comes meanwhile.
    private static async Task StopAsync(CaptureHost host, Guid run)
    {
        await host.SwitchAsync(new() { ["pageMilliseconds"] = 5000 });
        await host.SendAsync(new StopRun(run));
    }
}
