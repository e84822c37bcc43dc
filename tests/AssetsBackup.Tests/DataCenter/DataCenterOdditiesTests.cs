using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Tests.Capture;

namespace AssetsBackup.Tests.DataCenter;

/// <summary>A Data Center that fails, changes or is silent while it is backed up (contract §10, §11).</summary>
public sealed class DataCenterOdditiesTests
{
    private const string Site = $"/_sim/sites/{CaptureHost.DataCenter}";

    [Theory]
    [InlineData("tooManyRequests", 0)]
    [InlineData("reset", null)]
    public async Task What_fails_for_a_while_is_waited_out(string kind, int? retryAfterSeconds)
    {
        await using var server = await DataCenterHost.StartAsync("n:60", callsPerObject: true);
        await server.AddAsync(DataCenterHost.ByToken);
        var key = (await server.SchemasAsync()).Single().Key;
        // Two calls in a row, at the first of each list, in the middle of searches and of what hangs on objects.
        foreach (var call in (int[])[1, 30, 90, 150])
            (
                await server.Host.Control.PostAsJsonAsync(
                    $"{Site}/faults",
                    new
                    {
                        operation = "*",
                        kind,
                        call,
                        times = 2,
                        retryAfterSeconds,
                    }
                )
            ).EnsureSuccessStatusCode();

        var run = await server.Host.BackUpAsync(key);

        run.State.ShouldBe(RunState.Succeeded, run.ErrorMessage);
        var faults = await server.Host.Control.GetFromJsonAsync<JsonElement>($"{Site}/faults");
        faults.EnumerateArray().Sum(one => one.GetProperty("fired").GetInt32()).ShouldBe(8);
        (await server.Host.SnapshotAsync(run.Id)).Objects.ShouldBe(60);
        (await server.Host.Control.DeleteAsync($"{Site}/faults")).EnsureSuccessStatusCode();
        await server.Host.ShouldBeEqualToFullAsync(key, run.Id);
    }

    [Fact]
    public async Task What_gives_way_between_pages_takes_no_other_with_it()
    {
        await using var server = await DataCenterHost.StartAsync("n:400");
        await server.AddAsync(DataCenterHost.ByToken);
        var key = (await server.SchemasAsync()).Single().Key;
        await server.SwitchAsync("""{"churnBetweenPages":5,"largestServerPage":10}""");
        var pages = 0;
        server.Host.Wire.BeforeCall = (path, _) =>
        {
            if (
                path.EndsWith("/aql/objects", StringComparison.Ordinal)
                && Interlocked.Increment(ref pages) == 20
            )
                server.SwitchAsync("""{"churnBetweenPages":0}""").GetAwaiter().GetResult();
        };

        var run = await server.Host.BackUpAsync(key);

        run.State.ShouldBe(RunState.Succeeded, run.ErrorMessage);
        var objects = await server.Host.Control.GetFromJsonAsync<JsonArray>($"{Site}/objects");
        var there = objects!.Select(one => one!["id"]!.ToString()).ToList();
        there.Count(id => int.Parse(id) > 400).ShouldBeGreaterThan(50);
        there
            .Except((await server.Host.EntriesAsync(run.Id)).Select(entry => entry.Id))
            .ShouldBeEmpty();
    }

    [Fact]
    public async Task Settings_of_a_schema_that_the_version_does_not_tell_are_the_only_thing_missing()
    {
        await using var server = await DataCenterHost.StartAsync("n:60");
        await server.AddAsync(DataCenterHost.ByToken);
        await server.SwitchAsync("""{"serverSchemaSettings":false}""");
        var key = (await server.SchemasAsync()).Single().Key;

        var run = await server.Host.BackUpAsync(key);

        run.State.ShouldBe(RunState.Partial, run.ErrorMessage);
        var parts = SnapshotView.PartsOf(await server.Host.SnapshotAsync(run.Id));
        var partial = parts.Where(part => part.State == PartState.Partial).ShouldHaveSingleItem();
        partial.Name.ShouldBe("schema");
        partial
            .Reasons.ShouldHaveSingleItem()
            .ShouldStartWith("The site does not tell the schema's settings");
        (await server.Host.SnapshotAsync(run.Id)).Objects.ShouldBe(60);
    }
}
