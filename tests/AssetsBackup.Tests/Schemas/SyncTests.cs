using System.Net;
using System.Net.Http.Json;
using AssetsBackup.Atlassian;
using AssetsBackup.Atlassian.Assets;
using AssetsBackup.Features.Connections;
using AssetsBackup.Features.Connections.Credentials;
using AssetsBackup.Features.Connections.Storage;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Features.Tenants;
using AssetsBackup.Tests.Capture;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AssetsBackup.Tests.Schemas;

public sealed class SyncTests
{
    [Theory]
    [InlineData(true, AttachmentsState.Available, null)]
    [InlineData(
        false,
        AttachmentsState.NotAvailable,
        "This site does not give attachments through its API."
    )]
    public async Task A_sync_asks_the_site_whether_it_gives_attachments(
        bool isOffered,
        AttachmentsState state,
        string? reason
    )
    {
        await using var host = await CaptureHost.StartAsync("n:50");
        await host.SwitchAsync(new() { ["attachments"] = isOffered });
        await host.SendAsync(
            new SaveCredentials(host.Workspace("acme"), CaptureHost.Email, CaptureHost.Token)
        );

        (await host.SendAsync(new GetConnection())).Attachments.ShouldBe(
            AttachmentsState.NotChecked
        );
        await host.SendAsync(new SaveStorage("local"));
        (await host.SyncAsync()).State.ShouldBe(RunState.Succeeded);

        var card = await host.SendAsync(new GetConnection());
        (card.Attachments, card.AttachmentsReason).ShouldBe((state, reason));
    }

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
        (await host.LogAsync(run)).ShouldBe([
            $"Schema {before[0].Key} was called {before[0].Name} and is called Renamed now",
            "Schema NEW is new",
            $"Schema {before[^1].Key} is not in Assets any more",
            run.Result.ShouldNotBeNull(),
        ]);
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, SchemaStatus.SyncError)]
    [InlineData(HttpStatusCode.Forbidden, SchemaStatus.SyncError)]
    [InlineData(HttpStatusCode.NotFound, SchemaStatus.Deleted)]
    public async Task Schemas_that_the_list_no_longer_shows_are_asked_for_before_they_count_as_deleted(
        HttpStatusCode answer,
        SchemaStatus expected
    )
    {
        await using var host = await CaptureHost.StartSetUpAsync();
        var before = await SchemasAsync(host);
        host.Wire.Answer = request =>
            request.RequestUri!.AbsolutePath switch
            {
                var path when path.EndsWith("/objectschema/list", StringComparison.Ordinal) => Json(
                    request,
                    HttpStatusCode.OK,
                    new { isLast = true, values = Array.Empty<object>() }
                ),
                var path when path.EndsWith("/usage", StringComparison.Ordinal) => Json(
                    request,
                    HttpStatusCode.OK,
                    new { perSchemaUsageInfo = Array.Empty<object>() }
                ),
                var path when path.Contains("/objectschema/", StringComparison.Ordinal) => Json(
                    request,
                    answer,
                    new { id = before[0].AssetsId }
                ),
                _ => null,
            };

        var run = await host.SyncAsync();

        run.State.ShouldBe(RunState.Succeeded, run.ErrorMessage);
        foreach (var schema in await SchemasAsync(host))
        {
            schema.Status.ShouldBe(expected);
            schema.StatusReason.ShouldNotBeNullOrEmpty();
        }
    }

    private static HttpResponseMessage Json(
        HttpRequestMessage request,
        HttpStatusCode status,
        object body
    ) => new(status) { RequestMessage = request, Content = JsonContent.Create(body) };

    [Theory]
    [InlineData(nameof(IdentityKind.ConnectClientKey), true)]
    [InlineData(nameof(IdentityKind.Site), false)]
    public async Task A_cloud_id_that_the_install_was_not_told_is_learnt_from_the_credentials(
        string knownBy,
        bool isLearnt
    )
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:200");
        await host.ChangeAsync(database =>
            database.Identities.Add(
                new Identity
                {
                    TenantId = host.Tenant,
                    Kind = Enum.Parse<IdentityKind>(knownBy),
                    Value = "acme",
                    Since = default,
                }
            )
        );

        await host.SyncAsync();
        await host.SyncAsync();

        var learnt = await host.ReadAsync(database =>
            database
                .Identities.Where(row => row.Kind == IdentityKind.CloudId)
                .Select(row => row.Value)
                .ToListAsync()
        );
        learnt.ShouldBe(isLearnt ? [host.CloudId("acme")] : []);
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
