using System.Text.Json;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Features.Snapshots.Records;
using AssetsBackup.Tests.Capture;
using AssetsBackup.Vault;

namespace AssetsBackup.Tests.DataCenter;

/// <summary>What hangs on objects that a Data Center has archived: comments, history, attachments, pictures.</summary>
public sealed class ArchivedPartsTests
{
    private static readonly string[] Parts = ["comments", "history", "attachments", "avatars"];

    [Fact]
    public async Task It_is_read_where_archived_objects_are_asked_for()
    {
        await using var server = await StartAsync();
        var schema = await SchemaAsync(server);
        var all = await server.PartsAsync(schema.AssetsId);
        await server.ChangeAsync("archive?percent=30");
        var live = await server.PartsAsync(schema.AssetsId);

        var without = await server.Host.BackUpAsync(schema.Key);
        var with = await server.Host.BackUpAsync(schema.Key, archived: true);

        with.State.ShouldBe(RunState.Succeeded, with.ErrorMessage);
        foreach (var part in Parts)
        {
            var (here, everywhere) = (Of(live, part), Of(all, part));
            here.ShouldBeLessThan(everywhere, part);
            (await server.Host.PartAsync(without.Id, part)).ShouldBeCaptured(here);
            (await server.Host.PartAsync(with.Id, part)).ShouldBeCaptured(everywhere);
        }
        (await server.Host.PartAsync(with.Id, "archivedObjects")).Warnings.ShouldBeEmpty();
        var root = await server.Host.OpenAsync(with.Id);
        var archived = await IdsAsync(root, SnapshotTrees.ArchivedObjects);
        foreach (var tree in SnapshotTrees.OfPart.Values.Select(trees => trees[0]))
            archived.Intersect(await IdsAsync(root, tree)).ShouldNotBeEmpty(tree);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_later_backup_has_of_it_what_a_full_one_has(bool archived)
    {
        await using var server = await StartAsync();
        var schema = await SchemaAsync(server);
        await server.ChangeAsync("archive?percent=30");
        var first = await server.Host.BackUpAsync(schema.Key, archived: true);
        foreach (
            var id in await IdsAsync(
                await server.Host.OpenAsync(first.Id),
                SnapshotTrees.ArchivedObjects
            )
        )
            if (int.Parse(id) % 3 == 0)
                await server.UnarchiveAsync(id);
        await server.ChangeAsync("archive?percent=20&seed=2");
        await server.ChangeAsync("day");

        var second = await server.Host.BackUpAsync(schema.Key, archived);

        second.State.ShouldBe(RunState.Succeeded, second.ErrorMessage);
        (await server.Host.BasisAsync(second.Id)).On.ShouldBe(first.Id);
        await server.Host.ShouldBeEqualToFullAsync(schema.Key, second.Id, archived);
    }

    private static Task<DataCenterHost> StartAsync() =>
        DataCenterHost.StartAsync("itsm", callsPerObject: true);

    private static async Task<Schema> SchemaAsync(DataCenterHost server)
    {
        await server.AddAsync(DataCenterHost.ByToken);
        return (await server.SchemasAsync()).MaxBy(one => int.Parse(one.AssetsId))!;
    }

    private static int Of(JsonElement totals, string part) => totals.GetProperty(part).GetInt32();

    private static async Task<IReadOnlyList<string>> IdsAsync(RootReader root, string tree) =>
        await root.ListAsync(tree, null, TestContext.Current.CancellationToken)
            .Select(entry => entry.Id)
            .ToListAsync();
}
