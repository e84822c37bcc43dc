using System.Net;
using System.Text.Json.Nodes;
using JiraSimulator.Tests.Testing;
using JiraSimulator.Worlds;

namespace JiraSimulator.Tests.Assets;

public sealed class DefinitionTests(ItsmFixture fixture) : IClassFixture<ItsmFixture>
{
    private readonly AssetsClient client = fixture.Globex;

    [Fact]
    public async Task A_root_type_is_born_with_four_attributes_and_a_child_shares_those_of_an_inheriting_parent()
    {
        var schema = await SchemaAsync("BORN");
        var root = await TypeAsync(schema, "Root", inherited: true);
        var child = await TypeAsync(schema, "Child", root);

        var born = await client.GetAsync($"/objecttype/{root}/attributes");
        var shared = await client.GetAsync($"/objecttype/{child}/attributes");

        born.AsArray()
            .Select(a => a!["name"]!.GetValue<string>())
            .ShouldBe(["Key", "Name", "Created", "Updated"]);
        shared
            .AsArray()
            .Select(a => a!["id"]!.GetValue<string>())
            .ShouldBe(born.AsArray().Select(a => a!["id"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_new_attribute_drops_settings_that_a_full_update_keeps()
    {
        var type = await TypeAsync(await SchemaAsync("DROP"), "Dropping");
        var wanted = new
        {
            name = "Mails",
            type = 0,
            defaultTypeId = 8,
            minimumCardinality = 1,
            maximumCardinality = -1,
            hidden = true,
        };

        var created = await client.PostAsync($"/objecttypeattribute/{type}", wanted);
        var path = $"/objecttypeattribute/{type}/{created["id"]}";
        var partly = await client.PutAsync(path, new { maximumCardinality = -1, hidden = true });
        var fully = await client.PutAsync(path, wanted);

        (Number(created, "maximumCardinality"), created["hidden"]!.GetValue<bool>()).ShouldBe(
            (1, false)
        );
        (Number(partly, "maximumCardinality"), partly["hidden"]!.GetValue<bool>()).ShouldBe(
            (1, true)
        );
        (Number(fully, "maximumCardinality"), Number(fully, "minimumCardinality")).ShouldBe(
            (-1, 1)
        );
    }

    [Fact]
    public async Task The_label_moves_and_the_old_one_loses_it()
    {
        var type = await TypeAsync(await SchemaAsync("LABEL"), "Labelled");
        var created = await client.PostAsync(
            $"/objecttypeattribute/{type}",
            new
            {
                name = "Code",
                type = 0,
                defaultTypeId = 0,
            }
        );

        await client.PutAsync(
            $"/objecttypeattribute/{type}/{created["id"]}",
            new
            {
                name = "Code",
                type = 0,
                label = true,
            }
        );

        var attributes = await client.GetAsync($"/objecttype/{type}/attributes");
        attributes.AsArray().Single(a => a!["label"]!.GetValue<bool>())!["name"]!
            .GetValue<string>()
            .ShouldBe("Code");
    }

    [Fact]
    public async Task A_type_moves_among_its_siblings_and_below_another_parent()
    {
        var schema = await SchemaAsync("MOVE");
        var first = await TypeAsync(schema, "First");
        var second = await TypeAsync(schema, "Second");

        var moved = await client.PostAsync($"/objecttype/{second}/position", new { position = 0 });
        var below = await client.PostAsync(
            $"/objecttype/{second}/position",
            new { position = 0, toObjectTypeId = first }
        );

        Number(moved, "position").ShouldBe(0);
        below["parentObjectTypeId"]!.GetValue<long>().ToString().ShouldBe(first);
    }

    [Theory]
    [InlineData("Twice", "Name has to be unique")]
    [InlineData("A: colon", "reserved characters")]
    public async Task A_type_name_that_cannot_be_is_refused(string name, string message)
    {
        var schema = await SchemaAsync("N" + name.Length);
        await TypeAsync(schema, "Twice");
        var body = new
        {
            name,
            iconId = await IconAsync(),
            objectSchemaId = schema,
        };

        var (status, text) = await client.RefusedAsync(HttpMethod.Post, "/objecttype/create", body);

        status.ShouldBe(HttpStatusCode.BadRequest);
        text.ShouldContain(message);
    }

    [Fact]
    public async Task A_deleted_schema_is_gone_with_all_it_held()
    {
        var schema = await SchemaAsync("GONE");
        var type = await TypeAsync(schema, "Gone");

        await client.JsonAsync(HttpMethod.Delete, $"/objectschema/{schema}");

        (await client.RefusedAsync(HttpMethod.Get, $"/objectschema/{schema}")).Status.ShouldBe(
            HttpStatusCode.NotFound
        );
        (await client.RefusedAsync(HttpMethod.Get, $"/objecttype/{type}")).Status.ShouldBe(
            HttpStatusCode.NotFound
        );
    }

    [Fact]
    public async Task Switches_bend_the_answers_and_back()
    {
        var world = fixture.GlobexWorld;
        world.Switches = new Switches { IsLastAsString = true, UuidIds = true };

        var list = await client.GetAsync("/objectschema/list");
        var icon = await IconAsync();
        var same = await client.GetAsync($"/icon/{icon}");

        world.Switches = new Switches();
        list["isLast"]!.GetValue<string>().ShouldBe("true");
        Guid.TryParse(icon, out _).ShouldBeTrue();
        same["id"]!.GetValue<string>().ShouldBe(icon);
    }

    private async Task<string> SchemaAsync(string key) =>
        (
            await client.PostAsync(
                "/objectschema/create",
                new { name = $"Schema {key}", objectSchemaKey = key }
            )
        )["id"]!.GetValue<string>();

    private async Task<string> TypeAsync(
        string schema,
        string name,
        string? parent = null,
        bool inherited = false
    )
    {
        var body = new
        {
            name,
            iconId = await IconAsync(),
            objectSchemaId = schema,
            parentObjectTypeId = parent,
            inherited,
        };
        return (await client.PostAsync("/objecttype/create", body))["id"]!.GetValue<string>();
    }

    private async Task<string> IconAsync() =>
        (await client.GetAsync("/icon/global"))[0]!["id"]!.GetValue<string>();

    private static int Number(JsonNode node, string name) => node[name]!.GetValue<int>();
}
