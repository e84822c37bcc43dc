using AssetsBackup.Doors;
using AssetsBackup.Features.Connections.Credentials;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Targets;
using AssetsBackup.Features.Tenants;
using AssetsBackup.Hosting.Problems;
using AssetsBackup.Tests.Capture;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

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
