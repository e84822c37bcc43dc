using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using AssetsBackup.Features.Connections;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Tests.Capture;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Tests.Schemas;

/// <summary>A list that lacks a schema, or is not given at all, does not prove that the schema is gone.</summary>
public sealed class UnlistedSchemaTests
{
    private const string One = "ORG";
    private const string Other = "ITA";

    [Fact]
    public async Task One_that_only_the_sites_count_knows_is_hidden_and_not_gone()
    {
        await using var host = await CaptureHost.StartSetUpAsync();
        await host.SwitchSchemasAsync("hiddenSchemas", One);

        var run = await host.SyncAsync();

        run.Result.ShouldBe("1 schema found, 0 new, 0 gone, 1 in error");
        var hidden = await host.SchemaAsync(One);
        (hidden.Status, hidden.StatusReason).ShouldBe(
            (
                SchemaStatus.SyncError,
                "The account does not see this schema any more; it is still in Assets. Give it the role Object Schema Manager."
            )
        );
        (await host.SchemaAsync(Other)).Status.ShouldBe(SchemaStatus.Active);
    }

    [Fact]
    public async Task Where_the_site_does_not_say_what_it_counts_nothing_is_taken_for_gone()
    {
        await using var host = await CaptureHost.StartSetUpAsync();
        var before = await host.SchemaAsync(One);
        await host.SwitchSchemasAsync("hiddenSchemas", One);
        host.Wire.Answer = request => IsOf(request, "/usage") ? Wire.Denied(request) : null;

        var hidden = await host.SyncAsync();

        hidden.Result.ShouldBe("1 schema found, 0 new, 0 gone, 1 in error");
        var unreadable = await host.SchemaAsync(One);
        unreadable.Status.ShouldBe(SchemaStatus.SyncError);
        unreadable.StatusReason.ShouldNotBeNull().ShouldContain("may not read the site's usage");

        await host.SwitchSchemasAsync("hiddenSchemas");
        var back = await host.SyncAsync();

        back.Result.ShouldBe("2 schemas found, 0 new, 0 gone, 0 in error");
        (await host.LogAsync(back)).ShouldContain($"Schema {One} is active again");
        var after = await host.SchemaAsync(One);
        (after.Id, after.Status, after.StatusReason).ShouldBe(
            (before.Id, SchemaStatus.Active, null)
        );
    }

    [Fact]
    public async Task An_empty_list_is_read_a_second_time_and_the_fuller_one_counts()
    {
        await using var host = await CaptureHost.StartSetUpAsync();
        var lists = 0;
        host.Wire.Answer = request =>
            IsOf(request, "/objectschema/list") && ++lists == 1 ? Empty(request) : null;

        var run = await host.SyncAsync();

        run.Result.ShouldBe("2 schemas found, 0 new, 0 gone, 0 in error");
        lists.ShouldBe(2);
        await AllShouldBeAsync(host, SchemaStatus.Active);
    }

    [Fact]
    public async Task A_full_list_is_read_once()
    {
        await using var host = await CaptureHost.StartSetUpAsync();
        var lists = 0;
        host.Wire.BeforeCall = (path, _) =>
            lists += path.EndsWith("/objectschema/list", StringComparison.Ordinal) ? 1 : 0;

        await host.SyncAsync();

        lists.ShouldBe(1);
    }

    [Fact]
    public async Task A_refused_list_marks_what_cannot_be_read_and_deletes_nothing()
    {
        await using var host = await CaptureHost.StartSetUpAsync();
        await host.SwitchSchemasAsync("hiddenSchemas", One);
        host.Wire.Answer = request =>
            IsOf(request, "/objectschema/list") ? Wire.Denied(request) : null;
        var synced = (await host.SendAsync(new GetConnection())).SyncedAt;

        var run = await host.SyncAsync();

        (run.State, run.ErrorCode).ShouldBe((RunState.Failed, "access-denied"));
        run.Result.ShouldBe("0 schemas found, 0 new, 0 gone, 1 in error");
        var hidden = await host.SchemaAsync(One);
        (hidden.Status, hidden.StatusReason).ShouldBe(
            (
                SchemaStatus.SyncError,
                "Assets does not show this schema to the account. Give it the role Object Schema Manager."
            )
        );
        (await host.SchemaAsync(Other)).Status.ShouldBe(SchemaStatus.Active);
        (await host.SendAsync(new GetConnection())).SyncedAt.ShouldBe(synced);
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError, "answered 500")]
    [InlineData(HttpStatusCode.BadRequest, "answered 400")]
    [InlineData(HttpStatusCode.ServiceUnavailable, "answered 503")]
    public async Task One_that_assets_cannot_give_is_in_error_and_the_others_go_on(
        HttpStatusCode answer,
        string words
    )
    {
        await using var host = await CaptureHost.StartSetUpAsync();
        var broken = await host.SchemaAsync(One);
        host.Wire.Answer = request =>
            IsOf(request, $"/objectschema/{broken.AssetsId}/objecttypes/flat")
                ? Failure(request, answer)
                : null;

        var run = await host.SyncAsync();

        run.Result.ShouldBe("2 schemas found, 0 new, 0 gone, 1 in error");
        var after = await host.SchemaAsync(One);
        after.Status.ShouldBe(SchemaStatus.SyncError);
        after.StatusReason.ShouldNotBeNull().ShouldContain(words);
        (await host.SchemaAsync(Other)).Status.ShouldBe(SchemaStatus.Active);
    }

    [Theory]
    [InlineData("/objectschema/list")]
    [InlineData("/objecttypes/flat")]
    [InlineData("/usage")]
    public async Task A_site_that_goes_down_meanwhile_changes_no_status(string from)
    {
        await using var host = await CaptureHost.StartSetUpAsync();
        await host.SwitchSchemasAsync("hiddenSchemas", One);
        var isDown = false;
        host.Wire.Answer = request =>
            (isDown |= IsOf(request, from))
                ? Failure(request, HttpStatusCode.ServiceUnavailable)
                : null;

        var run = await host.SyncAsync();

        (run.State, run.ErrorCode).ShouldBe((RunState.Paused, "jira-not-reachable"));
        await AllShouldBeAsync(host, SchemaStatus.Active);
    }

    [Fact]
    public async Task A_site_that_shuts_our_address_out_changes_no_status()
    {
        await using var host = await CaptureHost.StartSetUpAsync();
        await host.SwitchAsync(new() { ["addressBlocked"] = true });

        var run = await host.SyncAsync();

        (run.State, run.ErrorCode).ShouldBe((RunState.Failed, "ip-not-allowed"));
        await AllShouldBeAsync(host, SchemaStatus.Active);
    }

    private static async Task AllShouldBeAsync(CaptureHost host, SchemaStatus status) =>
        (
            await host.ReadAsync(database =>
                database.Schemas.Select(row => row.Status).ToListAsync()
            )
        ).ShouldBe([status, status]);

    private static bool IsOf(HttpRequestMessage request, string end) =>
        request.RequestUri!.AbsolutePath.EndsWith(end, StringComparison.Ordinal);

    private static HttpResponseMessage Empty(HttpRequestMessage request) =>
        new(HttpStatusCode.OK)
        {
            RequestMessage = request,
            Content = JsonContent.Create(new { isLast = true, values = Array.Empty<object>() }),
        };

    /// <summary>It asks to be left alone longer than a run has patience, so that nobody waits.</summary>
    private static HttpResponseMessage Failure(HttpRequestMessage request, HttpStatusCode status)
    {
        var answer = new HttpResponseMessage(status) { RequestMessage = request };
        answer.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromHours(1));
        answer.Content = JsonContent.Create(new { errorMessages = Array.Empty<string>() });
        return answer;
    }
}
