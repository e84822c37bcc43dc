using AssetsBackup.Doors;
using AssetsBackup.Features.Connections;
using AssetsBackup.Features.Connections.Credentials;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Targets;
using AssetsBackup.Features.Tenants;
using AssetsBackup.Hosting.Problems;
using AssetsBackup.Tests.Capture;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AssetsBackup.Tests.Connections;

public sealed class TargetTests
{
    [Fact]
    public async Task A_proved_target_is_listed_and_its_token_goes_when_it_is_deleted()
    {
        await using var host = await CaptureHost.StartAsync();

        var added = await host.SendAsync(Globex(host));
        added
            .Report.ShouldNotBeNull()
            .Checks.ShouldAllBe(check => check.Outcome == CheckOutcome.Passed);
        (await host.SendAsync(new ListTargets()))
            .Items.ShouldHaveSingleItem()
            .Id.ShouldBe(added.Id);
        await host.SendAsync(new DeleteTarget(added.Id));

        (await host.SendAsync(new ListTargets())).Items.ShouldBeEmpty();
        (
            await host.ReadAsync(database => database.Connections.SingleAsync())
        ).ApiToken.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("http://globex.atlassian.net")]
    [InlineData("https://localhost")]
    [InlineData("https://a.localtest.me")]
    [InlineData("https://10.0.0.1")]
    [InlineData("https://globex.atlassian.net/jira/assets")]
    public async Task An_address_that_is_no_site_is_told_at_its_field(string address)
    {
        await using var host = await CaptureHost.StartAsync();

        var invalid = await Should.ThrowAsync<ValidationException>(() =>
            host.SendAsync(Globex(host) with { SiteUrl = address })
        );

        invalid.Errors.ShouldHaveSingleItem().PropertyName.ShouldBe("SiteUrl");
    }

    [Fact]
    public async Task A_site_that_does_not_exist_is_told_at_its_field()
    {
        await using var host = await CaptureHost.StartAsync();

        var problem = await ProblemOf(
            host,
            Globex(host) with
            {
                SiteUrl = "https://nowhere.invalid",
            }
        );

        problem.Code.ShouldBe("site-unknown");
        problem.Fields!.Keys.ShouldBe(["siteUrl"]);
    }

    [Fact]
    public async Task Where_a_licence_applies_the_app_must_be_proved_to_be_installed_on_the_target()
    {
        await using var host = await CaptureHost.StartAsync();
        (await ProblemOf(host, Globex(host), LicenceState.Active)).Code.ShouldBe(
            "target-app-missing"
        );
        await host.ChangeAsync(database =>
        {
            var other = new Tenant
            {
                Id = Guid.Parse("33333333-0000-0000-0000-000000000003"),
                CreatedAt = default,
            };
            database.Tenants.Add(other);
            database.Identities.Add(
                new Identity
                {
                    TenantId = other.Id,
                    Kind = IdentityKind.CloudId,
                    Value = host.CloudId("globex"),
                    Since = default,
                }
            );
        });

        var added = await host.SendAsync(Globex(host), LicenceState.Active);

        added.SiteUrl.ShouldBe("https://globex.atlassian.net");
    }

    [Fact]
    public async Task A_target_whose_install_was_not_told_its_cloud_id_is_known_by_its_own_credentials()
    {
        await using var host = await CaptureHost.StartAsync();
        await host.ChangeAsync(database =>
        {
            var other = new Tenant
            {
                Id = Guid.Parse("33333333-0000-0000-0000-000000000003"),
                CreatedAt = default,
            };
            database.Tenants.Add(other);
            database.Connections.Add(
                new Connection
                {
                    Id = Guid.Parse("55555555-0000-0000-0000-000000000005"),
                    TenantId = other.Id,
                    Role = ConnectionRole.Current,
                    Name = "globex",
                    SiteUrl = "https://globex.atlassian.net",
                    CloudId = host.CloudId("globex"),
                    WorkspaceId = host.Workspace("globex"),
                    Email = CaptureHost.Email,
                    ApiToken = [],
                    TokenSetAt = default,
                    CreatedAt = default,
                }
            );
        });

        (await host.SendAsync(Globex(host), LicenceState.Active)).SiteUrl.ShouldBe(
            "https://globex.atlassian.net"
        );
    }

    [Fact]
    public async Task A_target_that_a_run_uses_is_not_deleted()
    {
        await using var host = await CaptureHost.StartAsync();
        var target = await host.SendAsync(Globex(host));
        await host.ChangeAsync(database =>
            database.Runs.Add(
                new Run
                {
                    Id = Guid.Parse("44444444-0000-0000-0000-000000000004"),
                    TenantId = host.Tenant,
                    ConnectionId = target.Id,
                    Kind = RunKind.Restore,
                    RequestedBy = "operator",
                    CreatedAt = default,
                }
            )
        );

        var refused = await Should.ThrowAsync<ProblemException>(() =>
            host.SendAsync(new DeleteTarget(target.Id))
        );

        refused.Problem.Code.ShouldBe("target-in-use");
        (await host.SendAsync(new ListTargets())).Items.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_site_itself_is_no_target()
    {
        await using var host = await CaptureHost.StartSetUpAsync();

        var problem = await ProblemOf(host, Acme(host));

        problem.Code.ShouldBe("target-is-current");
        problem.Fields!.Keys.ShouldBe(["siteUrl"]);
        (await host.SendAsync(new ListTargets())).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_name_stands_for_one_site()
    {
        await using var host = await CaptureHost.StartAsync();
        await host.SendAsync(Globex(host));

        var problem = await ProblemOf(host, Acme(host) with { Name = "globex " });

        problem.Code.ShouldBe("target-name-taken");
        problem.Fields!.Keys.ShouldBe(["name"]);
        (await host.SendAsync(new ListTargets())).Items.ShouldHaveSingleItem();
    }

    private static AddTarget Acme(CaptureHost host) =>
        Globex(host) with
        {
            Name = "Acme",
            WorkspaceId = host.Workspace("acme"),
            SiteUrl = "https://acme.atlassian.net",
        };

    [Fact]
    public async Task A_new_token_of_a_target_lets_the_runs_go_on_that_waited_for_it()
    {
        await using var host = await CaptureHost.StartAsync();
        var target = await host.SendAsync(Globex(host));
        var (waiting, other) = (
            Paused(host, target.Id, RunCalls.TokenRejected, 4),
            Paused(host, target.Id, "something-else", 5)
        );
        await host.ChangeAsync(database => database.Runs.AddRange(waiting, other));

        var renewed = await host.SendAsync(
            new RenewTarget(target.Id, "agent@acme.example", "agent-token")
        );

        (renewed.Id, renewed.Email).ShouldBe((target.Id, "agent@acme.example"));
        renewed.TokenSetAt.ShouldBeGreaterThan(target.TokenSetAt);
        var runs = await host.ReadAsync(database =>
            database.Runs.ToDictionaryAsync(run => run.Id, run => run.State)
        );
        (runs[waiting.Id], runs[other.Id]).ShouldBe((RunState.Queued, RunState.Paused));
        var stored = await host.ReadAsync(database => database.Connections.SingleAsync());
        host.Services.GetRequiredService<ConnectionCredentials>()
            .Open(stored)
            .ApiToken.ShouldBe("agent-token");
    }

    [Fact]
    public async Task A_token_that_jira_refuses_leaves_the_target_as_it_was()
    {
        await using var host = await CaptureHost.StartAsync();
        var target = await host.SendAsync(Globex(host));

        var refused = await Should.ThrowAsync<ProblemException>(() =>
            host.SendAsync(new RenewTarget(target.Id, CaptureHost.Email, "expired-token"))
        );

        refused.Problem.Code.ShouldBe("token-rejected");
        (await host.SendAsync(new ListTargets()))
            .Items.ShouldHaveSingleItem()
            .TokenSetAt.ShouldBe(target.TokenSetAt);
    }

    [Fact]
    public async Task A_target_whose_address_has_changed_hands_is_not_renewed()
    {
        await using var host = await CaptureHost.StartAsync();
        var target = await host.SendAsync(Globex(host));
        await using (var database = host.Database())
            await database.Connections.ExecuteUpdateAsync(set =>
                set.SetProperty(row => row.CloudId, "another")
            );

        var refused = await Should.ThrowAsync<ProblemException>(() =>
            host.SendAsync(new RenewTarget(target.Id, CaptureHost.Email, CaptureHost.Token))
        );

        refused.Problem.Code.ShouldBe("target-other-site");
    }

    [Fact]
    public async Task A_target_that_is_not_there_has_no_token_to_renew()
    {
        await using var host = await CaptureHost.StartAsync();
        var target = await host.SendAsync(Globex(host));
        await host.SendAsync(new DeleteTarget(target.Id));

        var refused = await Should.ThrowAsync<ProblemException>(() =>
            host.SendAsync(new RenewTarget(target.Id, CaptureHost.Email, CaptureHost.Token))
        );

        refused.Problem.Code.ShouldBe("target-not-found");
    }

    private static Run Paused(CaptureHost host, Guid target, string code, int number) =>
        new()
        {
            Id = Guid.Parse($"44444444-0000-0000-0000-00000000000{number}"),
            TenantId = host.Tenant,
            ConnectionId = target,
            Kind = RunKind.Restore,
            State = RunState.Paused,
            ErrorCode = code,
            RequestedBy = "operator",
            CreatedAt = default,
        };

    private static AddTarget Globex(CaptureHost host) =>
        new(
            "Globex",
            CaptureHost.Email,
            host.Workspace("globex"),
            "https://globex.atlassian.net/",
            CaptureHost.Token
        );

    private static async Task<Problem> ProblemOf(
        CaptureHost host,
        AddTarget request,
        LicenceState licence = LicenceState.NotApplicable
    ) =>
        (await Should.ThrowAsync<ProblemException>(() => host.SendAsync(request, licence))).Problem;
}
