using System.Text.Json.Nodes;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Snapshots;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Tests.Capture;

/// <summary>A backup may not lie: each dishonesty is healed, or told with numbers.</summary>
public sealed class DishonestPagesTests
{
    private const int Objects = 12_000;

    [Theory]
    [InlineData(true, "empty")]
    [InlineData(true, "last")]
    [InlineData(true, "short")]
    [InlineData(true, "repeated")]
    [InlineData(false, "empty")]
    [InlineData(false, "last")]
    [InlineData(false, "repeated")]
    public async Task A_page_that_is_wrong_once_is_made_good(bool idsCompare, string wrong)
    {
        await using var host = await CaptureHost.StartSetUpAsync($"n:{Objects}");
        await host.SwitchAsync(new() { ["objectIdComparisons"] = idsCompare });
        JsonNode? previous = null;
        var pages = 0;
        host.Wire.Change = (path, _, body) =>
        {
            if (body["values"] is not JsonArray values || values.Count < 400)
                return;
            if (Interlocked.Increment(ref pages) == 3)
                Falsify(body, wrong, previous);
            previous ??= values.DeepClone();
        };

        var run = await host.BackUpAsync(await KeyAsync(host));

        pages.ShouldBeGreaterThan(3);
        run.State.ShouldBe(RunState.Succeeded, run.ErrorMessage);
        (await host.SnapshotAsync(run.Id)).Objects.ShouldBe(Objects);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Objects_that_no_page_ever_shows_make_the_backup_partial_and_are_counted(
        bool idsCompare
    )
    {
        await using var host = await CaptureHost.StartSetUpAsync($"n:{Objects}");
        await host.SwitchAsync(new() { ["objectIdComparisons"] = idsCompare });
        var hidden = new HashSet<string>(StringComparer.Ordinal) { "1500", "1501", "4000" };
        host.Wire.Change = (_, _, body) =>
        {
            if (body["values"] is JsonArray values)
                values.RemoveAll(item => hidden.Contains(item!["id"]!.GetValue<string>()));
        };

        var run = await host.BackUpAsync(await KeyAsync(host));

        run.State.ShouldBe(RunState.Partial);
        var snapshot = await host.SnapshotAsync(run.Id);
        (snapshot.State, snapshot.Objects).ShouldBe((SnapshotState.Partial, Objects - 3));
        Reasons(snapshot)
            .ShouldContain(reason =>
                reason.Contains("could not be read", StringComparison.Ordinal)
            );
    }

    [Fact]
    public async Task Zero_where_the_types_list_knows_objects_is_no_empty_schema()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:600");
        host.Wire.Change = (_, _, body) =>
        {
            if (body["values"] is JsonArray values)
                values.Clear();
            if (body["totalCount"] is not null)
                body["totalCount"] = 0;
        };

        var run = await host.BackUpAsync(await KeyAsync(host));

        run.State.ShouldBe(RunState.Partial);
        Reasons(await host.SnapshotAsync(run.Id))
            .ShouldContain(reason =>
                reason.Contains("could not be read", StringComparison.Ordinal)
            );
    }

    [Fact]
    public async Task Objects_that_change_meanwhile_are_read_again()
    {
        await using var host = await CaptureHost.StartSetUpAsync($"n:{Objects}");
        var changed = 0;
        host.Wire.BeforeCall = (path, call) =>
        {
            if (call > 20 && Interlocked.Exchange(ref changed, 1) == 0)
                host.MutateAsync(5).GetAwaiter().GetResult();
        };

        var run = await host.BackUpAsync(await KeyAsync(host));

        run.State.ShouldBe(RunState.Succeeded, run.ErrorMessage);
        host.Wire.Reset();
        var quiet = await host.FullBackUpAsync(await KeyAsync(host));
        var (moving, still) = (await host.EntriesAsync(run.Id), await host.EntriesAsync(quiet.Id));
        still.Except(moving).ShouldBeEmpty();
    }

    private static void Falsify(JsonObject body, string wrong, JsonNode? previous)
    {
        var values = body["values"]!.AsArray();
        if (wrong == "empty")
            values.Clear();
        if (wrong == "last")
            body["isLast"] = true;
        if (wrong == "short")
            values.RemoveAt(100);
        if (wrong == "repeated")
            body["values"] = previous!.DeepClone();
    }

    private static IEnumerable<string> Reasons(Snapshot snapshot) =>
        SnapshotView.PartsOf(snapshot).SelectMany(part => part.Reasons);

    private static Task<string> KeyAsync(CaptureHost host) =>
        host.ReadAsync(database => database.Schemas.Select(schema => schema.Key).SingleAsync());
}
