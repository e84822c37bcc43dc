using System.Net;
using System.Net.Http.Headers;
using AssetsBackup.Features.Connections;
using AssetsBackup.Features.Connections.Credentials;
using AssetsBackup.Hosting.Problems;
using AssetsBackup.Tests.Capture;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AssetsBackup.Tests.Connections;

public sealed class CredentialTests
{
    [Fact]
    public async Task Good_credentials_are_stored_sealed_and_told_as_proved()
    {
        await using var host = await CaptureHost.StartAsync();

        var report = await host.SendAsync(
            new SaveCredentials(host.Workspace("acme"), CaptureHost.Email, CaptureHost.Token)
        );

        report.AccountName.ShouldBe("Ada Admin");
        report.Checks.ShouldAllBe(check => check.Outcome == CheckOutcome.Passed);
        report
            .Checks.Select(check => check.Check)
            .ShouldBe(["token", "workspace", "reading", "writing"]);
        var stored = await host.ReadAsync(database => database.Connections.SingleAsync());
        stored.CloudId.ShouldBe(host.CloudId("acme"));
        System.Text.Encoding.UTF8.GetString(stored.ApiToken).ShouldNotContain(CaptureHost.Token);
        host.Services.GetRequiredService<ConnectionCredentials>()
            .Open(stored)
            .ApiToken.ShouldBe(CaptureHost.Token);
    }

    [Theory]
    [InlineData("expired-token")]
    [InlineData("never-made")]
    public async Task A_token_that_jira_refuses_is_told_at_token_and_email(string token)
    {
        await using var host = await CaptureHost.StartAsync();

        var problem = await ProblemOf(
            host,
            new SaveCredentials(host.Workspace("acme"), CaptureHost.Email, token)
        );

        problem.Code.ShouldBe("token-rejected");
        problem.Fields!.Keys.ShouldBe(["apiToken", "email"], ignoreOrder: true);
        (await host.ReadAsync(database => database.Connections.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task The_workspace_of_another_site_is_told_at_its_field()
    {
        await using var host = await CaptureHost.StartAsync();

        var problem = await ProblemOf(
            host,
            new SaveCredentials(host.Workspace("globex"), CaptureHost.Email, CaptureHost.Token)
        );

        problem.Code.ShouldBe("workspace-foreign");
        problem.Fields!.Keys.ShouldBe(["workspaceId"]);
    }

    [Fact]
    public async Task A_site_that_asks_us_to_stay_away_is_not_unknown_however_often_it_is_tried()
    {
        await using var host = await CaptureHost.StartAsync();
        host.Wire.Answer = request =>
            request.RequestUri!.AbsolutePath.EndsWith("/tenant_info", StringComparison.Ordinal)
                ? new HttpResponseMessage(HttpStatusCode.ServiceUnavailable)
                {
                    RequestMessage = request,
                    Headers =
                    {
                        RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromMinutes(1)),
                    },
                }
                : null;

        var codes = new List<string>();
        for (var tries = 0; tries < 2; tries++)
            codes.Add(
                (
                    await ProblemOf(
                        host,
                        new SaveCredentials(
                            host.Workspace("acme"),
                            CaptureHost.Email,
                            CaptureHost.Token
                        )
                    )
                ).Code
            );

        codes.ShouldBe(["jira-not-reachable", "jira-not-reachable"]);
    }

    [Fact]
    public async Task A_site_without_assets_is_told()
    {
        await using var host = await CaptureHost.StartAsync();
        await host.SwitchAsync(new() { ["workspace"] = "empty" });

        var problem = await ProblemOf(
            host,
            new SaveCredentials(host.Workspace("acme"), CaptureHost.Email, CaptureHost.Token)
        );

        problem.Code.ShouldBe("no-assets");
    }

    [Fact]
    public async Task An_account_without_a_role_is_warned_about_reading()
    {
        await using var host = await CaptureHost.StartAsync();

        var report = await host.SendAsync(
            new SaveCredentials(host.Workspace("acme"), "norole@acme.example", "norole-token")
        );

        report
            .Checks.Single(check => check.Check == "reading")
            .Outcome.ShouldBe(CheckOutcome.Warning);
        report.Checks.ShouldNotContain(check => check.Check == "writing");
    }

    [Fact]
    public async Task Each_malformed_field_is_told_before_anything_is_called()
    {
        await using var host = await CaptureHost.StartAsync();

        var invalid = await Should.ThrowAsync<ValidationException>(() =>
            host.SendAsync(new SaveCredentials("no_such:id", "nobody", "two words"))
        );

        invalid
            .Errors.Select(error => error.PropertyName)
            .ShouldBe(["WorkspaceId", "Email", "ApiToken"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_site_that_answers_slowly_call_after_call_is_given_up_as_a_whole_in_time()
    {
        await using var host = await CaptureHost.StartAsync();
        host.Clock.TimersAfter(LiveProof.Patience, TimeSpan.Zero);

        var problem = await ProblemOf(
            host,
            new SaveCredentials(host.Workspace("acme"), CaptureHost.Email, CaptureHost.Token)
        );

        problem.Code.ShouldBe("jira-not-reachable");
    }

    [Fact]
    public async Task The_workspace_is_found_for_the_admin()
    {
        await using var host = await CaptureHost.StartAsync();

        var found = await host.SendAsync(
            new FindWorkspace(CaptureHost.Email, CaptureHost.Token, null)
        );

        found.WorkspaceId.ShouldBe(host.Workspace("acme"));
    }

    [Fact]
    public async Task A_new_token_leaves_storage_and_sync_as_they_were()
    {
        await using var host = await CaptureHost.StartSetUpAsync();
        var before = await host.SendAsync(new GetConnection());

        await host.SendAsync(
            new SaveCredentials(host.Workspace("acme"), "agent@acme.example", "agent-token")
        );

        var after = await host.SendAsync(new GetConnection());
        after.Id.ShouldBe(before.Id);
        after.Storage.ShouldBe(before.Storage);
        after.SyncedAt.ShouldBe(before.SyncedAt);
        after.Email.ShouldBe("agent@acme.example");
    }

    private static async Task<Problem> ProblemOf(CaptureHost host, SaveCredentials request) =>
        (await Should.ThrowAsync<ProblemException>(() => host.SendAsync(request))).Problem;
}
