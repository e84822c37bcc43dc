using AssetsBackup.Atlassian;
using AssetsBackup.Features.Connections.Credentials;
using AssetsBackup.Features.Plans;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Features.Targets;
using AssetsBackup.Hosting.Problems;
using AssetsBackup.Tests.Capture;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Tests.DataCenter;

/// <summary>Product C3, C4.</summary>
public sealed class AddDataCenterTests
{
    [Fact]
    public async Task What_was_proved_is_told_and_its_schemas_are_listed_beside_those_of_the_site()
    {
        await using var server = await DataCenterHost.StartAsync();

        var added = await server.AddAsync(DataCenterHost.ByToken);

        added
            .Report.ShouldNotBeNull()
            .Checks.ShouldAllBe(check => check.Outcome == CheckOutcome.Passed);
        (added.Location, added.Email).ShouldBe((SchemaLocation.DataCenter, "admin"));
        var grid = (await server.Host.SendAsync(new ListSchemas())).Items;
        var listed = grid.Where(row => row.Location == SchemaLocation.DataCenter).ToList();
        listed.Count.ShouldBe((await server.SchemasAsync()).Count);
        listed.ShouldAllBe(row =>
            row.SiteUrl == DataCenterHost.Address && row.Status == SchemaStatus.Active
        );
    }

    [Theory]
    [InlineData(SignIn.AccessToken, null, "no-such-pat", "token-rejected", "secret")]
    [InlineData(SignIn.AccessToken, null, "expired-pat", "token-rejected", "secret")]
    [InlineData(SignIn.Basic, "admin", "wrong", "password-rejected", "secret, userName")]
    [InlineData(SignIn.Basic, "nobody", "admin-password", "password-rejected", "secret, userName")]
    public async Task A_sign_in_that_is_not_accepted_is_told_at_its_fields(
        SignIn signIn,
        string? userName,
        string secret,
        string code,
        string fields
    )
    {
        await using var server = await DataCenterHost.StartAsync();

        var problem = await ProblemOfAsync(
            server,
            DataCenterHost.ByToken with
            {
                SignIn = signIn,
                UserName = userName,
                Secret = secret,
            }
        );

        problem.Code.ShouldBe(code);
        string.Join(", ", problem.Fields!.Keys.Order()).ShouldBe(fields);
        (await server.SchemasAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("https://acme.atlassian.net", "site-is-cloud")]
    [InlineData("https://nowhere.invalid", "server-unknown")]
    [InlineData("https://initech.dc.example", "server-unknown")]
    [InlineData(DataCenterHost.Address + "/tracker", "server-unknown")]
    public async Task An_address_without_a_data_center_is_told_at_its_field(
        string address,
        string code
    )
    {
        await using var server = await DataCenterHost.StartAsync();

        var problem = await ProblemOfAsync(
            server,
            DataCenterHost.ByToken with
            {
                SiteUrl = address,
            }
        );

        problem.Code.ShouldBe(code);
        problem.Fields!.Keys.ShouldBe(["siteUrl"]);
    }

    [Theory]
    [InlineData("", "SiteUrl")]
    [InlineData("http://jira.example.com", "SiteUrl")]
    [InlineData("https://localhost/jira", "SiteUrl")]
    [InlineData("https://jira.example.com/secure?x=1", "SiteUrl")]
    [InlineData("https://user@jira.example.com", "SiteUrl")]
    public async Task An_address_that_cannot_be_one_is_told_at_its_field(
        string address,
        string field
    )
    {
        await using var server = await DataCenterHost.StartAsync();

        var invalid = await Should.ThrowAsync<ValidationException>(() =>
            server.Host.SendAsync(DataCenterHost.ByToken with { SiteUrl = address })
        );

        invalid.Errors.ShouldHaveSingleItem().PropertyName.ShouldBe(field);
    }

    [Theory]
    [InlineData(SignIn.Basic, null, "secret", "UserName")]
    [InlineData(SignIn.Basic, "a:b", "secret", "UserName")]
    [InlineData(SignIn.Basic, "admin", "", "Secret")]
    [InlineData(SignIn.AccessToken, null, "", "Secret")]
    [InlineData(SignIn.AccessToken, null, "two words", "Secret")]
    public async Task What_is_missing_is_told_at_its_field(
        SignIn signIn,
        string? userName,
        string secret,
        string field
    )
    {
        await using var server = await DataCenterHost.StartAsync();

        var invalid = await Should.ThrowAsync<ValidationException>(() =>
            server.Host.SendAsync(
                DataCenterHost.ByToken with
                {
                    SignIn = signIn,
                    UserName = userName,
                    Secret = secret,
                }
            )
        );

        invalid.Errors.ShouldHaveSingleItem().PropertyName.ShouldBe(field);
    }

    [Fact]
    public async Task The_same_data_center_is_listed_once()
    {
        await using var server = await DataCenterHost.StartAsync();
        await server.AddAsync(DataCenterHost.ByToken);

        var problem = await ProblemOfAsync(
            server,
            DataCenterHost.ByPassword with
            {
                Name = "Another name",
            }
        );

        problem.Code.ShouldBe("target-exists");
    }

    [Fact]
    public async Task A_cloud_site_is_not_signed_in_to_as_a_data_center_nor_the_other_way_round()
    {
        await using var server = await DataCenterHost.StartAsync();
        var added = await server.AddAsync(DataCenterHost.ByToken);
        var globex = await server.Host.SendAsync(
            new AddTarget(
                "Globex",
                CaptureHost.Email,
                server.Host.Workspace("globex"),
                "https://globex.atlassian.net",
                CaptureHost.Token
            )
        );

        var renewal = new RenewDataCenter(globex.Id, SignIn.AccessToken, null, "valid-pat");
        (await ProblemOfAsync(server, renewal)).Code.ShouldBe("target-other-kind");
        var token = new RenewTarget(added.Id, CaptureHost.Email, CaptureHost.Token);
        (await ProblemOfAsync(server, token)).Code.ShouldBe("target-other-kind");
    }

    [Fact]
    public async Task Nothing_is_restored_to_a_data_center_so_far()
    {
        await using var server = await DataCenterHost.StartAsync("n:40");
        var added = await server.AddAsync(DataCenterHost.ByToken);
        var run = await server.Host.BackUpAsync((await server.SchemasAsync()).Single().Key);

        var problem = await ProblemOfAsync(server, new MakePlan(run.Id, added.Id, "Copy", "COPY"));

        problem.Code.ShouldBe("destination-is-data-center");
    }

    [Fact]
    public async Task A_sync_of_the_site_syncs_every_instance()
    {
        await using var server = await DataCenterHost.StartAsync("n:40");
        var added = await server.AddAsync(DataCenterHost.ByToken);

        var started = await server.Host.SendAsync(new StartSync());
        var again = await server.Host.SendAsync(new StartSync());

        again.ShouldBeEquivalentTo(started);
        var other = await server.Host.DrainAsync(started.OtherRunIds.ShouldHaveSingleItem());
        (other.State, other.ConnectionId).ShouldBe((RunState.Succeeded, added.Id));
    }

    [Fact]
    public async Task Once_it_is_deleted_its_schemas_are_inactive_and_nothing_is_called()
    {
        await using var server = await DataCenterHost.StartAsync("n:40");
        var added = await server.AddAsync(DataCenterHost.ByToken);
        await server.Host.SendAsync(new DeleteTarget(added.Id));

        var started = await server.Host.SendAsync(new StartSync());

        started.OtherRunIds.ShouldBeEmpty();
        (await server.SchemasAsync()).ShouldAllBe(row => row.Status == SchemaStatus.Inactive);
        (
            await server.Host.ReadAsync(database =>
                database.Connections.SingleAsync(row => row.Id == added.Id)
            )
        ).ApiToken.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_sync_under_way_ends_with_the_instance_and_brings_no_schema_back()
    {
        await using var server = await DataCenterHost.StartAsync();
        var added = await server.AddAsync(DataCenterHost.ByToken);
        var sync = (await server.Host.SendAsync(new StartSync())).OtherRunIds.Single();
        var deleting = new Lazy<Task>(() => server.Host.SendAsync(new DeleteTarget(added.Id)));
        server.Host.Wire.Answer = request =>
        {
            deleting.Value.Wait(TimeSpan.FromSeconds(20)).ShouldBeTrue();
            return null;
        };

        var ended = await server.Host.DrainAsync(sync);

        ended.State.ShouldBe(RunState.Stopped);
        (await server.SchemasAsync()).ShouldAllBe(row => row.Status == SchemaStatus.Inactive);
    }

    private static async Task<Problem> ProblemOfAsync<T>(
        DataCenterHost server,
        Mediator.IRequest<T> request
    ) => (await Should.ThrowAsync<ProblemException>(() => server.Host.SendAsync(request))).Problem;
}
