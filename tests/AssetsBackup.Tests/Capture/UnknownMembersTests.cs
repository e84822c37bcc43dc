using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Snapshots.Records;
using AssetsBackup.Vault;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Tests.Capture;

/// <summary>What a newer version of Assets says that this one of the app does not know is in the backup all the same.</summary>
public sealed class UnknownMembersTests
{
    private const string Name = "newerThanThisApp";

    private static readonly JsonNode Value = JsonNode.Parse(
        """{"words":["a ü","b"],"number":1.50,"none":null}"""
    )!;

    [Fact]
    public async Task Unknown_members_of_definitions_objects_and_values_are_kept_as_they_were_read()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:200", callsPerObject: true);
        var key = await host.ReadAsync(database =>
            database.Schemas.Select(schema => schema.Key).SingleAsync()
        );
        host.Wire.Replace = (path, body) =>
            path.StartsWith("/jsm/assets/", StringComparison.Ordinal)
            && !path.EndsWith(".png", StringComparison.Ordinal)
            && JsonNode.Parse(body) is { } json
                ? new StringContent(
                    WithMore(json).ToJsonString(),
                    Encoding.UTF8,
                    "application/json"
                )
                : null;

        var run = await host.BackUpAsync(key);

        run.State.ShouldBe(RunState.Succeeded, run.ErrorMessage);
        var root = await host.OpenAsync(run.Id);
        foreach (var schema in await ReadAsync<SchemaRecord>(root, SnapshotTrees.Schema))
        {
            ShouldHave(schema.Schema.Others);
            ShouldHave(schema.Configuration!.Others);
        }
        foreach (var type in await ReadAsync<ObjectTypeRecord>(root, SnapshotTrees.ObjectTypes))
            ShouldHave(type.Others);
        foreach (var list in await ReadAsync<AttributeListRecord>(root, SnapshotTrees.Attributes))
        foreach (var attribute in list.Attributes)
            ShouldHave(attribute.Others);
        foreach (var status in await ReadAsync<StatusRecord>(root, SnapshotTrees.Statuses))
            ShouldHave(status.Others);
        foreach (
            var type in await ReadAsync<ReferenceTypeRecord>(root, SnapshotTrees.ReferenceTypes)
        )
            ShouldHave(type.Others);
        foreach (var one in await ReadAsync<ObjectRecord>(root, SnapshotTrees.Objects))
        {
            ShouldHave(one.Others);
            foreach (var attribute in one.Attributes)
                ShouldHave(attribute.Others);
            // A value that leads to something else keeps its id alone (contract §6.5).
            foreach (var value in one.Attributes.SelectMany(all => all.ObjectAttributeValues))
                if (value.Value is not null)
                    ShouldHave(value.Members);
        }
        foreach (var tree in (string[])[SnapshotTrees.Comments, SnapshotTrees.History])
        foreach (var list in await ReadAsync<JsonNode>(root, tree))
        foreach (var item in list.AsObject().Single(one => one.Value is JsonArray).Value!.AsArray())
            JsonNode.DeepEquals(item![Name], Value).ShouldBeTrue(tree);
    }

    /// <summary>The same with a member more in each object, but for lists of names.</summary>
    private static JsonNode WithMore(JsonNode json)
    {
        if (json is JsonArray items)
            foreach (var item in items.OfType<JsonNode>())
                WithMore(item);
        if (json is not JsonObject known)
            return json;
        foreach (var (_, value) in known.ToList())
            if (value is not null)
                WithMore(value);
        if (!known.All(one => one.Value?.ToString().Contains("/role/") == true))
            known[Name] = Value.DeepClone();
        return json;
    }

    private static void ShouldHave(IDictionary<string, JsonElement>? others)
    {
        others.ShouldNotBeNull().ShouldContainKey(Name);
        JsonElement
            .DeepEquals(others[Name], JsonElement.Parse(Value.ToJsonString()))
            .ShouldBeTrue();
    }

    private static async Task<IReadOnlyList<T>> ReadAsync<T>(RootReader root, string tree)
        where T : class
    {
        var records = new List<T>();
        await foreach (var (_, content) in root.ReadAsync(tree, null, CancellationToken.None))
            records.Add(RecordJson.Read<T>(content));
        records.ShouldNotBeEmpty(tree);
        return records;
    }
}
