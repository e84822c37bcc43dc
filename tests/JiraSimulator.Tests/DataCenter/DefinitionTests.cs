using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using JiraSimulator.Tests.Testing;
using JiraSimulator.Worlds;

namespace JiraSimulator.Tests.DataCenter;

public sealed class DefinitionTests(ServerFixture fixture)
    : IClassFixture<ServerFixture>,
        IDisposable
{
    private ObjectSchema Assets => fixture.World.Schemas.Values.First(s => s.Key == "ITA");
    private ObjectType Everything => fixture.World.Types.Values.First(t => t.Name == "Everything");

    public void Dispose() => fixture.World.Switches = new();

    [Fact]
    public async Task Schemas_come_in_one_list_with_numbers_as_ids_and_their_counts()
    {
        var list = await fixture.Admin.GetAsync("/objectschema/list");
        var one = await fixture.Admin.GetAsync($"/objectschema/{Assets.Id}");

        list.AsObject().Select(member => member.Key).ShouldBe(["objectschemas"]);
        var shown = list["objectschemas"]!.AsArray().Single(s => IdOf(s) == Assets.Id)!;
        JsonNode.DeepEquals(shown, one).ShouldBeTrue();
        one["objectCount"]!.GetValue<int>().ShouldBe(2228);
        one["archivedObjectCount"]!.GetValue<int>().ShouldBe(0);
    }

    [Fact]
    public async Task A_schema_is_searched_for_by_its_name() =>
        (await fixture.Admin.GetAsync("/objectschema/list?query=organ"))["objectschemas"]!
            .AsArray()
            .ShouldHaveSingleItem();

    [Fact]
    public async Task Types_come_flat_with_numbers_and_no_count()
    {
        var types = (await FlatAsync()).AsArray();

        types.Select(IdOf).ShouldBe(fixture.World.TypesOf(Assets.Id).Select(type => type.Id));
        types.ShouldAllBe(type => type!["objectCount"]!.GetValue<int>() == 0);
        types
            .Where(type => type!["parentObjectTypeId"] is not null)
            .ShouldAllBe(type =>
                type!["parentObjectTypeId"]!.GetValueKind() == JsonValueKind.Number
            );
        types.ShouldContain(type => type!["parentObjectTypeId"] == null);
    }

    [Fact]
    public async Task A_type_of_its_own_is_the_one_of_the_list()
    {
        var listed = (await FlatAsync()).AsArray().Single(type => IdOf(type) == Everything.Id);

        var read = await fixture.Admin.GetAsync($"/objecttype/{Everything.Id}");

        JsonNode.DeepEquals(read, listed).ShouldBeTrue();
    }

    [Fact]
    public async Task A_type_has_attributes_that_only_Data_Center_knows()
    {
        var attributes = (await AttributesAsync("")).AsArray();

        var version = attributes.Single(a => NameOf(a) == "A version")!;
        version["type"]!.GetValue<int>().ShouldBe(5);
        version["versionTypeValues"]![0]!["key"]!.GetValue<string>().ShouldBe("ITSM");
        var page = attributes.Single(a => NameOf(a) == "A page")!;
        page["type"]!.GetValue<int>().ShouldBe(3);
        page["confluenceAddValue"]!["key"]!.GetValue<string>().ShouldBe("DOCS");
        page["confluenceTypeValue"]!["id"]!.GetValueKind().ShouldBe(JsonValueKind.String);
    }

    [Fact]
    public async Task Whether_an_attribute_has_values_is_counted_only_when_asked()
    {
        var without = (await AttributesAsync("")).AsArray();
        var with = (await AttributesAsync("?includeValueExist=true")).AsArray();
        var (status, _) = await fixture.Admin.RefusedAsync(
            $"/objecttype/{Everything.Id}/attributes?includeValuesExist=true"
        );

        without.Count(Exists).ShouldBe(4);
        with.Count(Exists).ShouldBeGreaterThan(4);
        status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_filter_bears_its_old_name_in_old_versions()
    {
        var filtered = fixture.World.Attributes.Values.First(a => a.Settings.QlQuery.Length > 0);
        var path = $"/rest/insight/1.0/objecttype/{filtered.OwnerTypeId}/attributes";

        var now = Single(await fixture.Admin.GetAsync(path), filtered.Id);
        fixture.World.Switches = new() { AssetsBaseMissing = true };
        var then = Single(await fixture.Admin.GetAsync(path), filtered.Id);

        now["qlQuery"]!.GetValue<string>().ShouldBe(filtered.Settings.QlQuery);
        then["iql"]!.GetValue<string>().ShouldBe(filtered.Settings.QlQuery);
        then["qlQuery"].ShouldBeNull();
    }

    [Fact]
    public async Task Statuses_and_reference_types_are_global_or_of_a_schema()
    {
        var global = (await fixture.Admin.GetAsync("/config/statustype")).AsArray();
        var own = (
            await fixture.Admin.GetAsync($"/config/statustype?objectSchemaId={Assets.Id}")
        ).AsArray();
        var one = await fixture.Admin.GetAsync($"/config/statustype/{IdOf(own[0])}");
        var references = (
            await fixture.Admin.GetAsync($"/config/referencetype?objectSchemaId={Assets.Id}")
        ).AsArray();
        var all = await fixture.Admin.GetAsync(
            $"/config/referencetype?objectSchemaId={Assets.Id}&includeAll=true"
        );

        (global.Count, own.Count, references.Count).ShouldBe((7, 3, 4));
        JsonNode.DeepEquals(one, own[0]).ShouldBeTrue();
        all.AsArray().Count.ShouldBe(10);
        references[0]!["color"]!.GetValue<string>().ShouldBe("de350b");
    }

    [Fact]
    public async Task Icons_are_global_or_of_a_schema_and_have_pictures_and_never_uuids()
    {
        fixture.World.Switches = new() { UuidIds = true };
        var organisation = fixture.World.Schemas.Values.First(s => s.Key == "ORG").Id;

        var global = (await fixture.Admin.GetAsync("/icon/global")).AsArray();
        var own = (await fixture.Admin.GetAsync($"/icon/objectschema/{organisation}")).AsArray();
        var one = await fixture.Admin.GetAsync($"/icon/{IdOf(own[0])}");
        using var image = await fixture.Admin.SendAsync(one["url48"]!.GetValue<string>());

        global.Count.ShouldBe(26);
        JsonNode.DeepEquals(one, own[0]).ShouldBeTrue();
        (await image.Content.ReadAsByteArrayAsync()).ShouldBe(
            fixture.World.Icons[IdOf(own[0])].Png
        );
    }

    [Fact]
    public async Task Roles_are_for_managers_and_name_people_by_their_keys()
    {
        using var agent = fixture.As("agent");
        var path = $"/config/role/objectschema/{Assets.Id}";

        var roles = (await fixture.Admin.GetAsync(path)).AsObject();
        var role = await fixture.Admin.GetAsync(roles.First().Value!.GetValue<string>());
        var ofType = await fixture.Admin.GetAsync($"/config/role/objecttype/{Everything.Id}");

        (roles.Count, ofType.AsObject().Count).ShouldBe((3, 3));
        role["actors"]![0]!["name"]!.GetValue<string>().ShouldBe("JIRAUSER10100");
        (await agent.RefusedAsync(path)).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Settings_of_a_schema_may_be_unknown()
    {
        var path = $"/global/config/objectschema/{Assets.Id}";

        (await fixture.Admin.GetAsync(path))["allowOtherObjectSchema"].ShouldNotBeNull();
        fixture.World.Switches = new() { ServerSchemaSettings = false };

        (await fixture.Admin.RefusedAsync(path)).Body.ShouldContain("<status-code>404");
    }

    private Task<JsonNode> FlatAsync() =>
        fixture.Admin.GetAsync($"/objectschema/{Assets.Id}/objecttypes/flat");

    private Task<JsonNode> AttributesAsync(string query) =>
        fixture.Admin.GetAsync($"/objecttype/{Everything.Id}/attributes{query}");

    private static JsonNode Single(JsonNode list, long id) =>
        list.AsArray().Single(item => IdOf(item) == id)!;

    private static long IdOf(JsonNode? node) => node!["id"]!.GetValue<long>();

    private static string NameOf(JsonNode? node) => node!["name"]!.GetValue<string>();

    private static bool Exists(JsonNode? node) => node!["objectAttributeExists"]!.GetValue<bool>();
}
