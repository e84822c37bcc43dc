using AssetsBackup.Atlassian;
using AssetsBackup.Atlassian.Assets;
using AssetsBackup.Features.Connections;
using AssetsBackup.Features.Connections.Credentials;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Tests.Capture;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AssetsBackup.Tests.Schemas;

public sealed class SyncTests
{
    [Fact]
    public async Task The_schemas_of_the_site_are_listed_with_their_counts()
    {
        await using var host = await CaptureHost.StartSetUpAsync();

        foreach (var schema in await SchemasAsync(host))
        {
            var world = await host.WorldSchemaAsync(schema.Key);
            schema.Status.ShouldBe(SchemaStatus.Active);
            schema.ObjectCount.ShouldBe(world.GetProperty("objects").GetInt32());
            schema.ObjectTypeCount.ShouldBe(world.GetProperty("types").GetInt32());
            schema.CanManage.ShouldBeTrue();
        }
        (await host.SendAsync(new GetConnection())).SyncedAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task New_renamed_and_deleted_schemas_are_told_apart()
    {
        await using var host = await CaptureHost.StartSetUpAsync();
        var before = await SchemasAsync(host);
        var assets = await AssetsAsync(host);
        await assets.CreateSchemaAsync(
            new SchemaIn("Brand new", "NEW", null),
            CancellationToken.None
        );
        await assets.UpdateSchemaAsync(
            before[0].AssetsId,
            new SchemaIn("Renamed", null, null),
            CancellationToken.None
        );
        await assets.DeleteSchemaAsync(before[^1].AssetsId, CancellationToken.None);

        var run = await host.SyncAsync();

        run.Result.ShouldBe($"{before.Count} schemas found, 1 new, 1 gone, 0 in error");
        var after = await SchemasAsync(host);
        after.Single(schema => schema.Id == before[0].Id).Name.ShouldBe("Renamed");
        after.Single(schema => schema.Id == before[^1].Id).Status.ShouldBe(SchemaStatus.Deleted);
        after.Single(schema => schema.Key == "NEW").Status.ShouldBe(SchemaStatus.Active);
    }

    [Fact]
    public async Task A_dead_token_pauses_the_sync_and_deletes_nothing()
    {
        await using var host = await CaptureHost.StartSetUpAsync();
        host.Wire.TokenIsDead = true;

        var run = await host.SyncAsync();

        (run.State, run.ErrorCode).ShouldBe((RunState.Paused, "token-rejected"));
        (await SchemasAsync(host)).ShouldAllBe(schema => schema.Status == SchemaStatus.Active);
    }

    private static async Task<IAssetsApi> AssetsAsync(CaptureHost host) =>
        host
            .Services.GetRequiredService<AtlassianClients>()
            .Assets(
                host.Services.GetRequiredService<ConnectionCredentials>()
                    .Open(await host.ReadAsync(database => database.Connections.SingleAsync()))
            );

    private static Task<List<Schema>> SchemasAsync(CaptureHost host) =>
        host.ReadAsync(database =>
            database.Schemas.OrderBy(schema => schema.AssetsId).ToListAsync()
        );
}
