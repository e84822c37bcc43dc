using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using AssetsBackup.Features.Runs;

namespace AssetsBackup.Tests.Capture;

/// <summary>An object that is deleted while a backup reads, after what refers to it and before itself.</summary>
public sealed class LooseReferencesTests
{
    [Fact]
    public async Task The_next_backup_reads_again_what_refers_to_it()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:400");
        var key = (
            await host.ReadAsync(database => Task.FromResult(database.Schemas.Single()))
        ).Key;
        var holders = await DeleteTargetAsync(host, key);
        var stale = await host.FullBackUpAsync(key);
        host.Wire.Reset();

        var next = await host.BackUpAsync(key);

        stale.State.ShouldBe(RunState.Succeeded, stale.ErrorMessage);
        (await host.BasisAsync(stale.Id)).HasLooseReferences.ShouldBe(true);
        next.State.ShouldBe(RunState.Succeeded, next.ErrorMessage);
        var basis = await host.BasisAsync(next.Id);
        basis.On.ShouldBe(stale.Id);
        basis.HasLooseReferences.ShouldBe(false);
        (await host.EntriesAsync(next.Id))
            .Except(await host.EntriesAsync(stale.Id))
            .Select(entry => entry.Id)
            .ShouldBe(holders.Keys, ignoreOrder: true);
        await host.ShouldBeEqualToFullAsync(key, next.Id);
    }

    [Fact]
    public async Task What_Assets_goes_on_to_show_is_read_again_once()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:400");
        var key = (
            await host.ReadAsync(database => Task.FromResult(database.Schemas.Single()))
        ).Key;
        await DeleteTargetAsync(host, key);
        await host.FullBackUpAsync(key);

        var calls = new List<int>();
        for (var backup = 0; backup < 2; backup++)
        {
            var before = await host.CallsAsync("findObjectsByAql");
            var run = await host.BackUpAsync(key);
            run.State.ShouldBe(RunState.Succeeded, run.ErrorMessage);
            calls.Add(await host.CallsAsync("findObjectsByAql") - before);
        }

        calls[1].ShouldBe(calls[0] - 1);
    }

    /// <summary>Deletes an object that others refer to; those are shown as they were before.</summary>
    private static async Task<IReadOnlyDictionary<string, JsonNode>> DeleteTargetAsync(
        CaptureHost host,
        string key
    )
    {
        var objects = await ReadAllAsync(host, key);
        var target = objects.Values.SelectMany(ReferencesOf).First(objects.ContainsKey);
        var holders = objects
            .Where(pair => pair.Key != target && ReferencesOf(pair.Value).Contains(target))
            .ToDictionary(pair => pair.Key, pair => pair.Value);
        await host.DeleteObjectAsync(target);
        host.Wire.Change = (_, _, body) => ShowAsTheyWere(body, holders);
        return holders;
    }

    private static async Task<IReadOnlyDictionary<string, JsonNode>> ReadAllAsync(
        CaptureHost host,
        string key
    )
    {
        var objects = new ConcurrentDictionary<string, JsonNode>(StringComparer.Ordinal);
        host.Wire.Change = (_, _, body) =>
        {
            foreach (var item in body["values"] as JsonArray ?? [])
                objects[IdOf(item)] = item!.DeepClone();
        };
        await host.FullBackUpAsync(key);
        host.Wire.Reset();
        return objects;
    }

    private static void ShowAsTheyWere(
        JsonObject body,
        IReadOnlyDictionary<string, JsonNode> holders
    )
    {
        if (body["values"] is not JsonArray values)
            return;
        for (var i = 0; i < values.Count; i++)
            if (holders.TryGetValue(IdOf(values[i]), out var before))
                values[i] = before.DeepClone();
    }

    private static IEnumerable<string> ReferencesOf(JsonNode item) =>
        from attribute in item["attributes"]!.AsArray()
        from value in attribute!["objectAttributeValues"]!.AsArray()
        where value!["referencedObject"] is not null
        select IdOf(value!["referencedObject"]);

    private static string IdOf(JsonNode? item) => item!["id"]!.GetValue<string>();
}
