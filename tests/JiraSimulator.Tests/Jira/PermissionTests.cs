using System.Net.Http.Json;
using System.Text.Json.Nodes;
using JiraSimulator.Sites;
using JiraSimulator.Tests.Connect;

namespace JiraSimulator.Tests.Jira;

public sealed class PermissionTests(ConnectFixture fixture) : IClassFixture<ConnectFixture>
{
    private const string Check = "https://acme.atlassian.net/rest/api/3/permissions/check";
    private const string Mine = "https://acme.atlassian.net/rest/api/3/mypermissions";

    [Fact]
    public async Task An_app_learns_who_is_an_administrator_and_who_is_not()
    {
        await fixture.ControlAsync("install");
        var secret = (await fixture.BrowseJsonAsync("/_sim/sites/acme/installation"))[
            "sharedSecret"
        ]!.GetValue<string>();
        var authorization = fixture.AppToken("POST", Check, secret);

        var admin = await BodyAsync(
            await fixture.CallAsync(Check, authorization, About(fixture.Admin))
        );
        var agent = await BodyAsync(
            await fixture.CallAsync(Check, authorization, About(fixture.Agent))
        );

        admin["globalPermissions"]!.AsArray().Single()!.GetValue<string>().ShouldBe("ADMINISTER");
        agent["globalPermissions"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task An_account_may_ask_about_itself_and_only_an_administrator_about_others()
    {
        var self = await fixture.CallAsync(
            Check,
            ConnectFixture.Basic(fixture.Agent),
            About(fixture.Agent)
        );
        var other = await fixture.CallAsync(
            Check,
            ConnectFixture.Basic(fixture.Agent),
            About(fixture.Admin)
        );
        var byAdmin = await fixture.CallAsync(
            Check,
            ConnectFixture.Basic(fixture.Admin),
            About(fixture.Agent)
        );

        ((int)self.StatusCode).ShouldBe(200);
        ((int)other.StatusCode).ShouldBe(403);
        ((int)byAdmin.StatusCode).ShouldBe(200);
    }

    [Fact]
    public async Task An_unknown_permission_is_named_in_a_400()
    {
        var body = new JsonObject { ["globalPermissions"] = new JsonArray("PERMISSION_123") };

        var response = await fixture.CallAsync(Check, ConnectFixture.Basic(fixture.Admin), body);

        ((int)response.StatusCode).ShouldBe(400);
        (await BodyAsync(response))["errors"]!["PERMISSION_123"]!
            .GetValue<string>()
            .ShouldBe("Unrecognized permission");
    }

    [Fact]
    public async Task Mypermissions_tells_the_caller_its_own()
    {
        var admin = await BodyAsync(
            await fixture.CallAsync(
                $"{Mine}?permissions=ADMINISTER",
                ConnectFixture.Basic(fixture.Admin)
            )
        );
        var agent = await BodyAsync(
            await fixture.CallAsync(
                $"{Mine}?permissions=ADMINISTER",
                ConnectFixture.Basic(fixture.Agent)
            )
        );

        admin["permissions"]!["ADMINISTER"]!["havePermission"]!.GetValue<bool>().ShouldBeTrue();
        agent["permissions"]!["ADMINISTER"]!["havePermission"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Fact]
    public async Task Mypermissions_without_permissions_is_a_400()
    {
        var response = await fixture.CallAsync(Mine, ConnectFixture.Basic(fixture.Admin));

        ((int)response.StatusCode).ShouldBe(400);
    }

    [Fact]
    public async Task Who_may_not_browse_a_project_neither_finds_it_nor_holds_its_permissions()
    {
        var closed = fixture.Acme.GroupOfProject.Keys.Single();
        var agent = ConnectFixture.Basic(fixture.Agent);
        var ids = Enumerable.Range(0, fixture.Acme.ProjectKeys.Count).Select(i => 10000 + i);
        var asked = new JsonObject
        {
            ["projectPermissions"] = new JsonArray(
                new JsonObject
                {
                    ["permissions"] = new JsonArray("BROWSE_PROJECTS"),
                    ["projects"] = new JsonArray([.. ids.Select(id => JsonValue.Create(id))]),
                }
            ),
        };

        var found = await BodyAsync(
            await fixture.CallAsync("https://acme.atlassian.net/rest/api/3/project/search", agent)
        );
        var granted = await BodyAsync(await fixture.CallAsync(Check, agent, asked));

        found["values"]!
            .AsArray()
            .Select(project => project!["key"]!.GetValue<string>())
            .ShouldBe(fixture.Acme.ProjectKeys.Where(key => key != closed));
        granted["projectPermissions"]![0]!["projects"]!
            .AsArray()
            .Count.ShouldBe(fixture.Acme.ProjectKeys.Count - 1);
    }

    private static JsonObject About(Account account) =>
        new()
        {
            ["accountId"] = account.AccountId,
            ["globalPermissions"] = new JsonArray("ADMINISTER"),
        };

    private static async Task<JsonObject> BodyAsync(HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync<JsonObject>())!;
}
