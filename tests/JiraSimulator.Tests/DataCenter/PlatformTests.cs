using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using JiraSimulator.Hosting;
using JiraSimulator.Tests.Testing;

namespace JiraSimulator.Tests.DataCenter;

public sealed class PlatformTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task Anybody_sees_that_it_is_a_server()
    {
        using var nobody = new ServerClient(fixture.Simulator, fixture.Site, null);

        var info = await nobody.GetAsync("/rest/api/2/serverInfo");

        info["deploymentType"]!.GetValue<string>().ShouldBe("Server");
        info["baseUrl"]!.GetValue<string>().ShouldBe("https://jira.dc.example");
    }

    [Fact]
    public async Task Who_calls_is_known_by_key_login_and_mail_address()
    {
        var me = await fixture.Admin.GetAsync("/rest/api/2/myself");

        me["key"]!.GetValue<string>().ShouldBe("JIRAUSER10100");
        me["name"]!.GetValue<string>().ShouldBe("admin");
        me["emailAddress"]!.GetValue<string>().ShouldBe("admin@acme.example");
    }

    [Fact]
    public async Task Nobody_is_no_one_in_particular()
    {
        using var nobody = new ServerClient(fixture.Simulator, fixture.Site, null);

        (await nobody.RefusedAsync("/rest/api/2/myself")).Status.ShouldBe(
            HttpStatusCode.Unauthorized
        );
    }

    [Theory]
    [InlineData("user?key=JIRAUSER10103", "zoe@acme.example")]
    [InlineData("user?username=zoe", "zoe@acme.example")]
    public async Task A_person_is_found_by_key_or_login(string path, string mail) =>
        (await fixture.Admin.GetAsync("/rest/api/2/" + path))["emailAddress"]!
            .GetValue<string>()
            .ShouldBe(mail);

    [Fact]
    public async Task A_search_finds_by_mail_address_and_who_has_left_only_when_asked()
    {
        var found = await fixture.Admin.GetAsync("/rest/api/2/user/search?username=ida@acme");
        var all = await fixture.Admin.GetAsync(
            "/rest/api/2/user/search?username=ida@acme&includeInactive=true"
        );

        found.AsArray().ShouldBeEmpty();
        all.AsArray().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_person_of_Cloud_is_unknown()
    {
        var cloudId = fixture.Simulator.Sites[0].Accounts[0].AccountId;

        (await fixture.Admin.RefusedAsync($"/rest/api/2/user?key={cloudId}")).Status.ShouldBe(
            HttpStatusCode.NotFound
        );
    }

    [Fact]
    public void The_command_line_names_it()
    {
        CommandLineArguments
            .TryParse(["--data-center", "jira=n:10"], out var options, out _)
            .ShouldBeTrue();

        options.DataCenters.ShouldHaveSingleItem().World.ShouldBe("n:10");
        options.Sites.Count.ShouldBe(2);
    }

    [Fact]
    public async Task The_hosts_file_leads_to_it()
    {
        var file = Path.GetTempFileName();
        await using (
            await Simulator.StartAsync(
                new SimulatorOptions { DataCenters = [new("old", "empty")], HostsFile = file },
                TestContext.Current.CancellationToken
            )
        )
        {
            (
                await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)
            ).ShouldContain("old.dc.example");
        }
        File.Delete(file);
    }

    [Fact]
    public async Task The_control_lists_it_beside_the_sites_of_Cloud()
    {
        using var control = new HttpClient { BaseAddress = fixture.Simulator.HttpUrl };

        var sites = (
            await control.GetFromJsonAsync<JsonArray>(
                "/_sim/sites",
                TestContext.Current.CancellationToken
            )
        )!;

        sites.Where(site => site!["isDataCenter"]!.GetValue<bool>()).ShouldHaveSingleItem()![
            "baseUrl"
        ]!
            .GetValue<string>()
            .ShouldBe("https://jira.dc.example");
        sites.Count.ShouldBe(3);
    }
}
