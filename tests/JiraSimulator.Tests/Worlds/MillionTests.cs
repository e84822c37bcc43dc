using JiraSimulator.Tests.Testing;

namespace JiraSimulator.Tests.Worlds;

public sealed class MillionTests : IAsyncLifetime
{
    private Simulator simulator = null!;
    private AssetsClient client = null!;
    private string type = "";

    public async ValueTask InitializeAsync()
    {
        simulator = await Simulator.StartAsync(
            new SimulatorOptions { Sites = [new SiteOptions("acme", "n:1000000")] },
            CancellationToken.None
        );
        client = new AssetsClient(simulator, simulator.Sites[0]);
        var schemas = await client.GetAsync("/objectschema/list");
        var schemaId = schemas["values"]![0]!["id"]!.GetValue<string>();
        var types = await client.GetAsync(
            $"/objectschema/{schemaId}/objecttypes/flat?includeObjectCounts=true"
        );
        types.AsArray().Sum(type => type!["objectCount"]!.GetValue<int>()).ShouldBe(1_000_000);
        types.AsArray().Count.ShouldBe(20);
        type = types[0]!["id"]!.GetValue<string>();
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await simulator.DisposeAsync();
    }

    [Fact]
    public async Task A_million_objects_are_counted_paged_and_ranged_within_500_MB()
    {
        var count = await client.CountAsync($"objectTypeId = {type}");
        var deep = await client.AqlAsync(
            $"objectTypeId = {type}",
            startAt: count - 500,
            maxResults: 500
        );
        var range = await client.AqlAsync(
            $"objectTypeId = {type} AND objectId >= 500000 AND objectId < 501000",
            maxResults: 999
        );
        var inRange = await client.CountAsync(
            $"objectTypeId = {type} AND objectId >= 500000 AND objectId < 501000"
        );

        deep["values"]!.AsArray().Count.ShouldBe(500);
        deep["isLast"]!.GetValue<bool>().ShouldBeTrue();
        range["values"]!.AsArray().Count.ShouldBe(inRange);
        inRange.ShouldBeInRange(100, 150);
        GC.GetTotalMemory(forceFullCollection: true).ShouldBeLessThan(500L * 1024 * 1024);
    }

    [Fact]
    public async Task An_object_of_the_counted_world_takes_three_to_four_kilobytes()
    {
        var one = await SizeAsync(100);
        var two = await SizeAsync(600);

        ((two - one) / 500).ShouldBeInRange(3_000, 4_200);
    }

    [Fact]
    public async Task A_change_to_a_computed_object_stays()
    {
        var page = await client.AqlAsync($"objectTypeId = {type}", maxResults: 1);
        var id = page["values"]![0]!["id"]!.GetValue<string>();
        var attributes = await client.GetAsync($"/objecttype/{type}/attributes");
        var name = attributes.AsArray().First(a => a!["label"]!.GetValue<bool>())![
            "id"
        ]!.GetValue<string>();

        await client.PutAsync(
            $"/object/{id}",
            new
            {
                objectTypeId = type,
                attributes = new[]
                {
                    new
                    {
                        objectTypeAttributeId = name,
                        objectAttributeValues = new[] { new { value = "renamed" } },
                    },
                },
            }
        );

        (await client.GetAsync($"/object/{id}"))["label"]!.GetValue<string>().ShouldBe("renamed");
        (await client.CountAsync($"objectTypeId = {type} AND label = renamed")).ShouldBe(1);
    }

    private async Task<int> SizeAsync(int maxResults)
    {
        using var response = await client.SendAsync(
            HttpMethod.Post,
            $"/object/aql?maxResults={maxResults}",
            new { qlQuery = "order by Key" }
        );
        return (await response.Content.ReadAsByteArrayAsync()).Length;
    }
}
