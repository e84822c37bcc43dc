using System.Net;
using System.Text.Json.Nodes;
using JiraSimulator.Tests.Testing;

namespace JiraSimulator.Tests.Assets;

public sealed class RoleTests(ItsmFixture fixture) : IClassFixture<ItsmFixture>, IDisposable
{
    private long SchemaId => fixture.AcmeWorld.Schemas.Keys.First();

    public void Dispose() => fixture.AcmeWorld.Switches = new();

    [Fact]
    public async Task A_schema_names_its_roles_by_url_and_each_tells_its_actors()
    {
        var roles = (
            await fixture.Acme.GetAsync($"/config/role/objectschema/{SchemaId}")
        ).AsObject();

        var managers = await fixture.Acme.GetAsync(
            roles["Object Schema Managers"]!.GetValue<string>()
        );

        roles
            .Select(role => role.Key)
            .ShouldBe([
                "Object Schema Managers",
                "Object Schema Developers",
                "Object Schema Users",
            ]);
        Actors(managers)
            .ShouldBe([
                ("atlassian-user-role-actor", "5b10a2844c20165700ede21a"),
                ("atlassian-group-role-actor", "jira-administrators"),
            ]);
    }

    [Fact]
    public async Task Some_types_have_actors_of_their_own_and_most_have_none()
    {
        var counts = new List<int>();
        foreach (var type in fixture.AcmeWorld.Types.Keys)
        {
            var roles = await fixture.Acme.GetAsync($"/config/role/objecttype/{type}");
            var users = await fixture.Acme.GetAsync(roles["Object Type Users"]!.GetValue<string>());
            counts.Add(Actors(users).Count);
        }

        counts.Count(count => count == 0).ShouldBeGreaterThan(counts.Count / 2);
        counts.ShouldContain(count => count > 0);
    }

    [Fact]
    public async Task The_actors_of_a_body_take_the_place_of_all_before()
    {
        var path = await RoleAsync("Object Schema Users");

        await fixture.Acme.PutAsync(path, Body(users: ["5b10a2844c20165700ede21b"], groups: []));

        Actors(await fixture.Acme.GetAsync(path))
            .ShouldBe([("atlassian-user-role-actor", "5b10a2844c20165700ede21b")]);
    }

    [Fact]
    public async Task An_unknown_group_is_refused()
    {
        var path = await RoleAsync("Object Schema Developers");

        var (status, _) = await fixture.Acme.RefusedAsync(
            HttpMethod.Put,
            path,
            Body(users: [], groups: ["no such group"])
        );

        status.ShouldBe(HttpStatusCode.BadRequest);
        Actors(await fixture.Acme.GetAsync(path)).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Roles_are_for_managers()
    {
        using var agent = new AssetsClient(
            fixture.Simulator,
            fixture.AcmeSite,
            "agent@acme.example",
            "agent-token"
        );

        var (status, _) = await agent.RefusedAsync(
            HttpMethod.Get,
            $"/config/role/objectschema/{SchemaId}"
        );

        status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Who_creates_a_schema_manages_it()
    {
        var made = await fixture.Globex.PostAsync(
            "/objectschema/create",
            new { name = "Roles", objectSchemaKey = "ROLES" }
        );
        var roles = await fixture.Globex.GetAsync(
            $"/config/role/objectschema/{made["id"]!.GetValue<string>()}"
        );

        Actors(await fixture.Globex.GetAsync(roles["Object Schema Managers"]!.GetValue<string>()))
            .ShouldBe([("atlassian-user-role-actor", "5b10a2844c20165700ede21a")]);
    }

    [Fact]
    public async Task Switched_off_the_gateway_does_not_know_the_call()
    {
        fixture.AcmeWorld.Switches = new() { Roles = false };

        var (status, body) = await fixture.Acme.RefusedAsync(
            HttpMethod.Get,
            $"/config/role/objectschema/{SchemaId}"
        );

        status.ShouldBe(HttpStatusCode.NotFound);
        body.ShouldContain("TCS 404");
    }

    private async Task<string> RoleAsync(string name) =>
        (await fixture.Acme.GetAsync($"/config/role/objectschema/{SchemaId}"))[
            name
        ]!.GetValue<string>();

    private static JsonObject Body(string[] users, string[] groups) =>
        new()
        {
            ["categorisedActors"] = new JsonObject
            {
                ["atlassian-user-role-actor"] = new JsonArray([.. users]),
                ["atlassian-group-role-actor"] = new JsonArray([.. groups]),
            },
        };

    private static List<(string Kind, string Name)> Actors(JsonNode role) =>
        [
            .. role["actors"]!
                .AsArray()
                .Select(actor =>
                    (actor!["type"]!.GetValue<string>(), actor["name"]!.GetValue<string>())
                ),
        ];
}
