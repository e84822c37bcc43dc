using System.Net.Http.Json;
using System.Text.Json.Nodes;
using JiraSimulator.Tests.Testing;

namespace JiraSimulator.Tests.Worlds;

/// <summary>Alone in the process while it runs: the memory it measures is the whole process's.</summary>
[Collection(nameof(MillionTests))]
[CollectionDefinition(nameof(MillionTests), DisableParallelization = true)]
public sealed class MillionTests : IAsyncLifetime
{
    private readonly long atStart = GC.GetTotalMemory(forceFullCollection: true);
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
        Grown().ShouldBeLessThan(500L * 1024 * 1024);
    }

    [Fact]
    public async Task An_object_of_the_counted_world_takes_three_to_four_kilobytes()
    {
        var one = await SizeAsync(100);
        var two = await SizeAsync(600);

        ((two - one) / 500).ShouldBeInRange(3_000, 4_200);
    }

    [Fact]
    public async Task A_share_of_a_million_objects_has_comments_files_history_and_issues()
    {
        using var control = new HttpClient { BaseAddress = simulator.HttpUrl };
        var totals = (await control.GetFromJsonAsync<JsonNode>("/_sim/sites/acme/parts"))!;
        var world = simulator.WorldOf(simulator.Sites[0]);
        var owner = Enumerable
            .Range(1, 1000)
            .Select(id => world.Objects.Find(id)!)
            .First(found => found.Parts.Attachments.Count > 0);

        var file = (await client.GetAsync($"/attachments/object/{owner.Id}"))[0]!;
        var credentials = await client.GetAsync($"/attachments/object/{owner.Id}/credentials");
        using var media = new MediaClient(simulator, credentials);
        var bytes = await media.BytesAsync(file["mediaId"]!.GetValue<string>());

        totals["objectsWithComments"]!.GetValue<int>().ShouldBeInRange(19_000, 21_000);
        totals["objectsWithAttachments"]!.GetValue<int>().ShouldBeInRange(9_500, 10_500);
        totals["objectsWithHistory"]!.GetValue<int>().ShouldBeInRange(99_000, 101_000);
        bytes.Length.ShouldBe(file["size"]!.GetValue<int>());
        world.Issues.All.Count().ShouldBe(10_000);
        Grown().ShouldBeLessThan(500L * 1024 * 1024);
    }

    [Fact]
    public async Task A_comment_on_a_computed_object_stays()
    {
        var id = 100;
        var before = (await client.GetAsync($"/comment/object/{id}")).AsArray().Count;

        await client.PostAsync("/comment/create", new { objectId = $"{id}", comment = "seen" });

        (await client.GetAsync($"/comment/object/{id}")).AsArray().Count.ShouldBe(before + 1);
        var tickets = await client.GetAsync($"/objectconnectedtickets/{id}/tickets");
        tickets["tickets"]!.AsArray().Count.ShouldBe(1);
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

    private long Grown() => GC.GetTotalMemory(forceFullCollection: true) - atStart;

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
