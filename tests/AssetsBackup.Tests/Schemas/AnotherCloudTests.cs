using System.Net;
using AssetsBackup.Features.Connections;
using AssetsBackup.Features.Connections.Credentials;
using AssetsBackup.Features.Connections.Storage;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Features.Targets;
using AssetsBackup.Tests.Capture;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Tests.Schemas;

/// <summary>A second Cloud site that an admin adds: its schemas stand beside those of the site and are backed up (product B4a, D0).</summary>
public sealed class AnotherCloudTests
{
    private const string Globex = "https://globex.atlassian.net";

    [Fact]
    public async Task Its_schemas_are_listed_with_what_it_says_of_them_and_backed_up()
    {
        await using var host = await StartAsync();
        await AddAsync(host);

        var synced = await SyncBothAsync(host);

        synced.State.ShouldBe(RunState.Succeeded, synced.ErrorMessage);
        synced.Result.ShouldBe("1 schema found, 0 new, 0 gone, 0 in error");
        var listed = await ListedAsync(host);
        (listed.SiteUrl, listed.Status, listed.ObjectCount).ShouldBe(
            (Globex, SchemaStatus.Active, 40)
        );
        var started = await host.SendAsync(new Features.Snapshots.BackUpNow(listed.Id, null));
        var backup = await host.DrainAsync(started.RunId);
        backup.State.ShouldBe(RunState.Succeeded, backup.ErrorMessage);
        (await host.SnapshotAsync(backup.Id)).Objects.ShouldBe(40);
    }

    [Fact]
    public async Task Each_site_tells_of_its_own_attachments()
    {
        await using var host = await StartAsync();
        await AddAsync(host);
        host.Wire.Answer = request =>
            IsOfGlobex(host, request)
            && request.RequestUri!.AbsolutePath.Contains("/attachments/", StringComparison.Ordinal)
                ? Wire.Denied(request)
                : null;

        await SyncBothAsync(host);

        var other = await ListedAsync(host);
        (other.Attachments, other.AttachmentsReason).ShouldBe(
            (AttachmentsState.NotAvailable, "The account may not read attachments.")
        );
        var own = await ListedAsync(host, SchemaLocation.Cloud);
        (own.Attachments, own.AttachmentsReason).ShouldBe((AttachmentsState.Available, null));
        (await host.SendAsync(new GetSchema(other.Id))).Attachments.ShouldBe(other.Attachments);
    }

    [Fact]
    public async Task A_dead_token_of_one_site_says_nothing_of_the_others()
    {
        await using var host = await StartAsync();
        await AddAsync(host);
        host.Wire.Answer = request =>
            IsOfGlobex(host, request)
                ? new HttpResponseMessage(HttpStatusCode.Unauthorized) { RequestMessage = request }
                : null;

        var synced = await SyncBothAsync(host);

        synced.ErrorCode.ShouldBe("token-rejected");
        var states = await host.ReadAsync(database =>
            database.Connections.ToDictionaryAsync(row => row.SiteUrl, row => row.Token)
        );
        states.ShouldBe(
            new Dictionary<string, TokenState>
            {
                ["https://acme.atlassian.net"] = TokenState.Works,
                [Globex] = TokenState.Refused,
            },
            ignoreOrder: true
        );
        (await ListedAsync(host)).Status.ShouldBe(SchemaStatus.Active);
        var shown = (await host.SendAsync(new ListTargets())).Items.ShouldHaveSingleItem();
        (shown.Token, shown.TokenReason).ShouldBe(
            (
                TokenState.Refused,
                "Jira no longer accepts it: it has expired, was changed or revoked."
            )
        );
    }

    [Fact]
    public async Task Once_it_is_removed_they_stay_listed_as_inactive()
    {
        await using var host = await StartAsync();
        var added = await AddAsync(host);

        await host.SendAsync(new DeleteTarget(added));

        (await host.SendAsync(new StartSync())).OtherRunIds.ShouldBeEmpty();
        var left = await ListedAsync(host);
        (left.Status, left.StatusReason).ShouldBe(
            (SchemaStatus.Inactive, "Its instance was removed from this app.")
        );
    }

    private static async Task<CaptureHost> StartAsync()
    {
        var host = await CaptureHost.StartAsync("n:50", otherWorld: "n:40");
        await host.SendAsync(
            new SaveCredentials(host.Workspace("acme"), CaptureHost.Email, CaptureHost.Token)
        );
        await host.SendAsync(new SaveStorage("local"));
        (await host.SyncAsync()).State.ShouldBe(RunState.Succeeded);
        return host;
    }

    /// <summary>Adding it queues its first sync.</summary>
    private static async Task<Guid> AddAsync(CaptureHost host)
    {
        var added = await host.SendAsync(
            new AddTarget(
                "Globex",
                CaptureHost.Email,
                host.Workspace("globex"),
                Globex,
                CaptureHost.Token
            )
        );
        var first = await host.ReadAsync(database =>
            database.Runs.SingleAsync(run => run.ConnectionId == added.Id)
        );
        (await host.DrainAsync(first.Id)).State.ShouldBe(RunState.Succeeded);
        return added.Id;
    }

    /// <returns>The sync of the other site.</returns>
    private static async Task<Run> SyncBothAsync(CaptureHost host)
    {
        var started = await host.SendAsync(new StartSync());
        (await host.DrainAsync(started.RunId)).State.ShouldBe(RunState.Succeeded);
        return await host.DrainAsync(started.OtherRunIds.ShouldHaveSingleItem());
    }

    private static async Task<SchemaView> ListedAsync(
        CaptureHost host,
        SchemaLocation location = SchemaLocation.AnotherCloud
    ) =>
        (await host.SendAsync(new ListSchemas())).Items.Single(schema =>
            schema.Location == location
        );

    private static bool IsOfGlobex(CaptureHost host, HttpRequestMessage request) =>
        request.RequestUri!.AbsoluteUri.Contains(
            host.Workspace("globex"),
            StringComparison.Ordinal
        );
}
