using System.Net;
using System.Text.Json.Nodes;
using JiraSimulator.Tests.Testing;

namespace JiraSimulator.Tests.Assets;

public sealed class SearchTests(ItsmFixture fixture) : IClassFixture<ItsmFixture>
{
    private readonly AssetsClient client = fixture.Acme;

    [Fact]
    public async Task Partitions_by_type_hold_every_object_once()
    {
        var sum = 0;
        foreach (var type in fixture.AcmeWorld.Types.Keys)
            sum += await client.CountAsync($"objectTypeId = {type}");
        sum.ShouldBe(3000);
    }

    [Fact]
    public async Task Pages_lead_through_all_results_and_the_last_says_so()
    {
        var ids = new HashSet<string>();
        JsonNode page;
        do
        {
            page = await client.AqlAsync("objectSchema = Organisation", ids.Count, 100);
            ids.UnionWith(Ids(page));
        } while (!page["isLast"]!.GetValue<bool>());

        ids.Count.ShouldBe(772);
        page["total"].ShouldBeNull();
    }

    [Fact]
    public async Task Ranges_of_object_ids_hold_every_object_of_a_type_once()
    {
        var type = fixture.AcmeWorld.Types.Values.First(t => t.Name == "Notebook").Id;
        var all = fixture.AcmeWorld.Objects.IdsOf(type);
        var found = new List<string>();
        for (var from = all[0]; from <= all[^1]; from += 500)
        {
            var page = await client.AqlAsync(
                $"objectTypeId = {type} AND objectId >= {from} AND objectId < {from + 500}",
                0,
                999
            );
            found.AddRange(Ids(page));
        }
        found.Select(long.Parse).Order().ShouldBe(all);
    }

    [Theory]
    [InlineData("objectType = Server", 160)]
    [InlineData("objectType in objectTypeAndChildren(Server)", 280)]
    [InlineData("objectType in (Server, Blade)", 220)]
    [InlineData("objectType = server AND objectType != Server", 0)]
    [InlineData(
        "objectType = Office AND \"Open to visitors\" is EMPTY OR objectType = Office AND \"Open to visitors\" is not EMPTY",
        60
    )]
    [InlineData("(objectType = Office OR objectType = Floor) AND label like \"floor\"", 80)]
    [InlineData("objectType = Floor AND Office.label startsWith \"Office\"", 80)]
    [InlineData("objectType = Server AND Created > \"2020-01-01\" AND Updated < \"now(1d)\"", 160)]
    [InlineData("objectType = Server AND Created > now(-5m)", 0)]
    public async Task The_language_finds(string query, int count) =>
        (await client.CountAsync(query)).ShouldBe(count);

    [Theory]
    [InlineData("\"No such attribute\" = 1")]
    [InlineData("objectType = Nothing")]
    [InlineData("objectType = Server ORDER BY \"No such attribute\"")]
    [InlineData("objectType = ")]
    [InlineData("objectType = Server AND")]
    [InlineData("objectType Server")]
    [InlineData("label = \"no end")]
    [InlineData("Created > yesterday")]
    public async Task A_bad_query_is_refused(string query)
    {
        var (status, body) = await client.RefusedAsync(
            HttpMethod.Post,
            "/object/aql",
            new { qlQuery = query }
        );

        status.ShouldBe(HttpStatusCode.BadRequest);
        JsonNode.Parse(body)!["errorMessages"]!.AsArray().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Order_is_by_one_attribute_and_by_label_unless_asked()
    {
        var labels = Labels(await client.AqlAsync("objectType = Office", 0, 100));
        var keys = Ids(await client.AqlAsync("objectType = Office ORDER BY Key DESC", 0, 100))
            .Select(long.Parse)
            .ToList();

        labels.ShouldBe(labels.Order(StringComparer.OrdinalIgnoreCase));
        keys.ShouldBe(keys.OrderDescending());
    }

    [Fact]
    public async Task A_page_of_a_thousand_and_more_claims_to_be_the_last()
    {
        (await client.AqlAsync("objectSchema = \"IT assets\"", 0, 1000))["isLast"]!
            .GetValue<bool>()
            .ShouldBeTrue();
        (await client.AqlAsync("objectSchema = \"IT assets\"", 0, 999))["isLast"]!
            .GetValue<bool>()
            .ShouldBeFalse();
    }

    [Fact]
    public async Task Paging_in_the_body_is_ignored()
    {
        var page = await client.PostAsync(
            "/object/aql",
            new
            {
                qlQuery = "objectType = Server",
                startAt = 5,
                maxResults = 3,
            }
        );

        (page["startAt"]!.GetValue<int>(), page["maxResults"]!.GetValue<int>()).ShouldBe((0, 25));
    }

    [Fact]
    public async Task Results_carry_definitions_once_and_leave_out_attributes_without_value()
    {
        var page = await client.AqlAsync("objectType = Everything", 0, 50);

        page["values"]!
            .AsArray()
            .ShouldAllBe(o =>
                o!["attributes"]!.AsArray().All(a => a!["objectTypeAttribute"] == null)
            );
        page["objectTypeAttributes"]!.AsArray().ShouldAllBe(a => a!["objectType"] != null);
        page["values"]!
            .AsArray()
            .Select(o => o!["attributes"]!.AsArray().Count)
            .Distinct()
            .Count()
            .ShouldBeGreaterThan(1);
        page["values"]!.ToJsonString().ShouldNotContain("extendedInfo");
    }

    private static List<string> Ids(JsonNode page) =>
        [.. page["values"]!.AsArray().Select(o => o!["id"]!.GetValue<string>())];

    private static List<string> Labels(JsonNode page) =>
        [.. page["values"]!.AsArray().Select(o => o!["label"]!.GetValue<string>())];
}
