using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Snapshots.Capture.Normalising;
using AssetsBackup.Features.Snapshots.Records;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Tests.Capture;

/// <summary>A site that the tests of a class share, each with oddities of its own.</summary>
public abstract class OddSite(string world, bool callsPerObject) : IAsyncLifetime
{
    private JsonObject usual = [];

    internal CaptureHost Host { get; private set; } = null!;

    /// <summary>The schema with the fewest objects.</summary>
    internal string Key { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Host = await CaptureHost.StartSetUpAsync(world, callsPerObject);
        var schemas = await Host.ReadAsync(database => database.Schemas.ToListAsync());
        Key = schemas.MinBy(schema => schema.ObjectCount)!.Key;
        usual = (await Host.Control.GetFromJsonAsync<JsonObject>("/_sim/sites/acme/switches"))!;
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return Host.DisposeAsync();
    }

    /// <summary>A backup of the schema under these switches; after it the site has none again.</summary>
    internal async Task<Run> BackUpAsync(JsonObject switches, bool full = true)
    {
        await Host.SwitchAsync(switches);
        try
        {
            return full ? await Host.FullBackUpAsync(Key) : await Host.BackUpAsync(Key);
        }
        finally
        {
            Host.Wire.Reset();
            await Host.SwitchAsync(usual.DeepClone().AsObject());
        }
    }

    /// <summary>Every object of the site with its type and the record that it has now.</summary>
    internal async Task<IReadOnlySet<string>> WorldAsync()
    {
        var objects = await Host.Control.GetFromJsonAsync<JsonElement>("/_sim/sites/acme/objects");
        var json = new RawJson();
        return objects
            .EnumerateArray()
            .Select(source => ObjectNormaliser.Normalise(source, json))
            .Select(record => Told(record.Id, record.Group, record.Content))
            .ToHashSet();
    }

    /// <summary>The same of a snapshot.</summary>
    internal async Task<IReadOnlySet<string>> HeldAsync(Run run)
    {
        var held = new HashSet<string>();
        var ids = new HashSet<string>();
        var root = await Host.OpenAsync(run.Id);
        await foreach (
            var (entry, content) in root.ReadAsync(
                SnapshotTrees.Objects,
                null,
                CancellationToken.None
            )
        )
        {
            held.Add(Told(entry.Id, entry.Group, content));
            ids.Add(entry.Id).ShouldBeTrue($"{entry.Id} is there twice");
        }
        return held;
    }

    internal async Task ShouldHoldTheWorldAsync(Run run)
    {
        run.State.ShouldBe(RunState.Succeeded, run.ErrorMessage);
        var (held, world) = (await HeldAsync(run), await WorldAsync());
        world.ShouldNotBeEmpty();
        world.Except(held).ShouldBeEmpty("what is missing");
        held.Except(world).ShouldBeEmpty("what is too much");
    }

    private static string Told(string id, string type, ReadOnlyMemory<byte> content) =>
        $"{id} of type {type}: {Encoding.UTF8.GetString(content.Span)}";
}
