using AssetsBackup.CommandLine.Verbs;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Features.Snapshots.Capture;
using AssetsBackup.Features.Snapshots.Records;

namespace AssetsBackup.Tests.Capture;

/// <summary>Product E7: a backup says of what time it is, and lists what did not stand still up to its end.</summary>
public sealed class StillMovingTests
{
    [Fact]
    public async Task An_object_that_changes_between_all_looks_is_listed_by_its_key()
    {
        await using var host = await CaptureHost.StartSetUpAsync(callsPerObject: true);
        var key = await host.PicturedSchemaAsync();
        await host.MutateAsync(5);
        var (looks, moved) = (0, "");
        host.Wire.Change = (_, query, body) =>
        {
            if (
                !query.Contains("Updated", StringComparison.Ordinal)
                || body["values"]?.AsArray() is not [{ } first, ..]
            )
                return;
            moved = first["objectKey"]!.GetValue<string>();
            first["label"] = $"Look {++looks}";
        };

        var run = await host.BackUpAsync(key);

        run.State.ShouldBe(RunState.Partial, run.ErrorMessage);
        looks.ShouldBe(5);
        var shown = await host.SendAsync(new GetSnapshot(run.Id));
        var window = shown.Consistency.ShouldNotBeNull();
        (window.Moved, string.Join(", ", window.MovedKeys)).ShouldBe((1, moved));
        window.From.ShouldBeLessThan(window.To);
        window.To.ShouldBeLessThanOrEqualTo(shown.TakenAt);
        SnapshotFacts
            .Read((await host.RootAsync(run.Id)).Facts)
            .Consistency.ShouldBeEquivalentTo(window);
        SnapshotsShow.LinesOf(shown).ShouldContain($"  {moved}");
    }

    [Fact]
    public async Task Of_a_schema_that_stands_still_nothing_is_listed()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:50");

        var run = await host.BackUpAsync("CNT");

        var shown = await host.SendAsync(new GetSnapshot(run.Id));
        var window = shown.Consistency.ShouldNotBeNull();
        (window.Moved, window.MovedKeys.Count).ShouldBe((0, 0));
        SnapshotsShow.LinesOf(shown).ShouldNotContain(line => line.Contains("still changed"));
    }

    [Fact]
    public void No_more_are_listed_than_somebody_looks_through_and_each_once()
    {
        var keys = Enumerable.Range(1, 60).Select(number => $"ITS-{number}").ToList();

        var both = new StillMoving(60, [.. keys.Take(40)]).And(new(30, [.. keys.Skip(30)]));

        both.Count.ShouldBe(90);
        both.Keys.ShouldBe(keys.Take(StillMoving.KeysAtMost));
    }
}
