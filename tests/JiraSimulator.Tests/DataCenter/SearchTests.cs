using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using JiraSimulator.Tests.Testing;
using JiraSimulator.Worlds;

namespace JiraSimulator.Tests.DataCenter;

public sealed class SearchTests(ServerFixture fixture) : IClassFixture<ServerFixture>, IDisposable
{
    private ObjectType Everything => fixture.World.Types.Values.First(t => t.Name == "Everything");
    private string Query => $"objectTypeId = {Everything.Id}";

    public void Dispose() => fixture.World.Switches = new();

    [Fact]
    public async Task Pages_count_from_one_and_end_with_the_total()
    {
        var ids = new List<long>();
        JsonNode page;
        var number = 1;
        do
        {
            page = await fixture.Admin.AqlAsync(Query, $"&resultPerPage=30&page={number++}");
            ids.AddRange(page["objectEntries"]!.AsArray().Select(entry => IdOf(entry)));
        } while (Number(page, "toIndex") < Number(page, "totalFilterCount"));

        ids.Order().ShouldBe(fixture.World.Objects.IdsOf(Everything.Id));
        (
            Number(page, "pageNumber"),
            Number(page, "pageSize"),
            Number(page, "pageObjectSize")
        ).ShouldBe((3, 3, 30));
        (Number(page, "startIndex"), Number(page, "toIndex")).ShouldBe((61, 70));
        page["qlQuery"]!.GetValue<string>().ShouldBe(Query);
    }

    [Theory]
    [InlineData("objectType = Everything", true)]
    [InlineData("objectType = everything", false)]
    [InlineData("\"Any text\" is not EMPTY", true)]
    [InlineData("\"any text\" is not EMPTY", false)]
    public async Task Names_in_queries_are_told_apart_by_case(string query, bool isKnown)
    {
        var path = $"/aql/objects?qlQuery={Uri.EscapeDataString(query)}";

        using var response = await fixture.Admin.SendAsync(path);

        response.IsSuccessStatusCode.ShouldBe(isKnown);
    }

    [Fact]
    public async Task A_page_behind_the_last_is_empty()
    {
        var page = await fixture.Admin.AqlAsync(Query, "&page=9");

        page["objectEntries"]!.AsArray().ShouldBeEmpty();
        Number(page, "totalFilterCount").ShouldBe(70);
    }

    [Fact]
    public async Task A_page_holds_25_unless_asked_and_never_more_than_the_server_gives()
    {
        fixture.World.Switches = new() { LargestServerPage = 40 };

        var small = await fixture.Admin.AqlAsync(Query);
        var large = await fixture.Admin.AqlAsync(Query, "&resultPerPage=100");

        small["objectEntries"]!.AsArray().Count.ShouldBe(25);
        large["objectEntries"]!.AsArray().Count.ShouldBe(40);
        (Number(large, "pageObjectSize"), Number(large, "pageSize")).ShouldBe((40, 2));
    }

    [Theory]
    [InlineData("/aql/objects")]
    [InlineData("/aql/objects?qlQuery=objectId%20%3E%200&page=0")]
    [InlineData("/aql/objects?qlQuery=objectId%20%3E%200&resultPerPage=0")]
    [InlineData("/aql/objects?qlQuery=%22No%20such%20attribute%22%20%3D%201")]
    [InlineData("/aql/objects?qlQuery=objectId%20%3E%200&objectSchemaId=1")]
    public async Task A_search_that_makes_no_sense_is_refused(string path)
    {
        var (status, body) = await fixture.Admin.RefusedAsync(path);

        status.ShouldBe(HttpStatusCode.BadRequest);
        body.ShouldContain("ValidateInsightException: ");
    }

    [Fact]
    public async Task Values_definitions_and_flags_come_only_as_asked()
    {
        var plain = await FirstAsync("");
        var bare = await FirstAsync("&includeAttributes=false");
        var full = await FirstAsync("&includeTypeAttributes=true&includeExtendedInfo=true");

        plain["attributes"]![0]!["objectTypeAttribute"].ShouldBeNull();
        plain["extendedInfo"].ShouldBeNull();
        bare["attributes"].ShouldBeNull();
        full["attributes"]![0]!["objectTypeAttribute"]!["name"]!.GetValue<string>().ShouldBe("Key");
        full["extendedInfo"]!["attachmentsExists"].ShouldNotBeNull();
    }

    [Fact]
    public async Task Objects_that_are_referred_to_have_values_only_at_a_greater_depth()
    {
        var holder = fixture.World.FirstWhere(o => ReferenceOf(o) is not null);
        var attribute = ReferenceOf(holder)!.Id;

        var one = await ReferencedAsync("");
        var two = await ReferencedAsync("&includeAttributesDeep=2");

        one["attributes"].ShouldBeNull();
        two["attributes"]!.AsArray().ShouldNotBeEmpty();

        async Task<JsonNode> ReferencedAsync(string more) =>
            Values(
                (await fixture.Admin.AqlAsync($"objectId = {holder.Id}", more))["objectEntries"]![
                    0
                ]!,
                attribute
            )[0]!["referencedObject"]!;
    }

    [Fact]
    public async Task A_type_within_an_object_has_its_id_as_text_while_the_switch_is_on()
    {
        var number = await FirstAsync("");
        fixture.World.Switches = new() { ObjectTypeIdAsText = true };
        var text = await FirstAsync("");

        number["objectType"]!["id"]!.GetValue<long>().ShouldBe(Everything.Id);
        text["objectType"]!["id"]!.GetValue<string>().ShouldBe($"{Everything.Id}");
        text["objectType"]!["objectSchemaId"]!.GetValueKind().ShouldBe(JsonValueKind.Number);
    }

    [Fact]
    public async Task Old_versions_search_by_iql_alone()
    {
        var path = $"/iql/objects?iql={Uri.EscapeDataString(Query)}";
        var (unknown, xml) = await fixture.Admin.RefusedAsync(path);
        fixture.World.Switches = new() { ServerSearch = ServerSearch.Iql };

        var page = await fixture.Admin.GetAsync(path);
        var (aql, _) = await fixture.Admin.RefusedAsync("/aql/objects?qlQuery=objectId%20%3E%200");

        (unknown, aql).ShouldBe((HttpStatusCode.NotFound, HttpStatusCode.NotFound));
        xml.ShouldContain("<status-code>404");
        Number(page, "totalFilterCount").ShouldBe(70);
        page["iql"]!.GetValue<string>().ShouldBe(Query);
    }

    [Fact]
    public async Task An_iql_may_be_held_to_one_schema()
    {
        fixture.World.Switches = new() { ServerSearch = ServerSearch.Both };
        var schema = fixture.World.Schemas.Values.First(s => s.Key == "ORG").Id;

        var page = await fixture.Admin.GetAsync(
            $"/iql/objects?iql=objectId%20%3E%200&objectSchemaId={schema}&resultPerPage=1"
        );

        Number(page, "totalFilterCount").ShouldBe(772);
    }

    [Fact]
    public async Task A_version_before_Assets_has_the_old_base_alone_and_names_no_other()
    {
        fixture.World.Switches = new() { AssetsBaseMissing = true };

        var (status, xml) = await fixture.Admin.RefusedAsync("/objectschema/list");
        var page = await fixture.Admin.GetAsync(
            $"/rest/insight/1.0/aql/objects?qlQuery={Uri.EscapeDataString(Query)}"
        );
        var list = await fixture.Admin.GetAsync("/rest/insight/1.0/objectschema/list");

        status.ShouldBe(HttpStatusCode.NotFound);
        xml.ShouldContain("<status-code>404");
        page.ToJsonString().ShouldNotContain("/rest/assets/");
        list["objectschemas"]![0]!["archivedObjectCount"].ShouldBeNull();
    }

    private async Task<JsonNode> FirstAsync(string more) =>
        (await fixture.Admin.AqlAsync(Query, more))["objectEntries"]![0]!;

    private AttributeDefinition? ReferenceOf(AssetObject holder) =>
        fixture
            .World.AttributesOf(fixture.World.Types[holder.TypeId])
            .FirstOrDefault(a => a.IsReference && holder.ValuesOf(a.Id).Count > 0);

    private static JsonArray Values(JsonNode entry, long attributeId) =>
        entry["attributes"]!
            .AsArray()
            .Single(a => a!["objectTypeAttributeId"]!.GetValue<long>() == attributeId)![
            "objectAttributeValues"
        ]!.AsArray();

    private static int Number(JsonNode page, string name) => page[name]!.GetValue<int>();

    private static long IdOf(JsonNode? node) => node!["id"]!.GetValue<long>();
}
