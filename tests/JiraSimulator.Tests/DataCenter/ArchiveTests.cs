using System.Net;
using System.Text.Json.Nodes;
using JiraSimulator.Tests.Testing;

namespace JiraSimulator.Tests.DataCenter;

public sealed class ArchiveTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task Archived_objects_are_in_no_search_and_in_their_own_list()
    {
        var schema = fixture.World.Schemas.Values.First(s => s.Key == "ITA").Id;
        var before = await TotalAsync(schema);

        var ids = await ArchiveAsync($"archive?percent=2&schemaId={schema}");
        var listed = await AllAsync($"&objectSchemaId={schema}");
        var shown = await fixture.Admin.GetAsync($"/objectschema/{schema}");
        var statistics = (await fixture.Admin.GetAsync("/analytics/schema"))
            .AsArray()
            .Single(s => s!["schemaId"]!.GetValue<long>() == schema)!;

        ids.Count.ShouldBe(before * 2 / 100);
        listed.ShouldBe(ids);
        (await TotalAsync(schema)).ShouldBe(before - ids.Count);
        shown["objectCount"]!.GetValue<int>().ShouldBe(before - ids.Count);
        shown["archivedObjectCount"]!.GetValue<int>().ShouldBe(ids.Count);
        statistics["numberOfArchivedObjects"]!.GetValue<int>().ShouldBe(ids.Count);
        statistics["totalObjectCount"]!.GetValue<int>().ShouldBe(before - ids.Count);
        foreach (var id in ids)
            await fixture.ControlAsync(HttpMethod.Delete, $"archive/{id}");
        (await TotalAsync(schema)).ShouldBe(before);
    }

    [Fact]
    public async Task An_archived_object_is_read_by_its_id_and_says_so()
    {
        var some = fixture.World.FirstWhere(_ => true);
        await ArchiveAsync($"archive/{some.Id}");

        var shown = await fixture.Admin.GetAsync($"/object/{some.Id}");
        var row = (await fixture.Admin.GetAsync("/object/archived?limit=1"))["results"]![0]!;
        await fixture.ControlAsync(HttpMethod.Delete, $"archive/{some.Id}");
        var returned = await fixture.Admin.GetAsync($"/object/{some.Id}");

        shown["archived"]!.GetValue<bool>().ShouldBeTrue();
        shown["archivedBy"]!["key"]!.GetValue<string>().ShouldBe("JIRAUSER10100");
        shown["attributes"]!.AsArray().ShouldNotBeEmpty();
        row["key"]!.GetValue<string>().ShouldBe(fixture.World.KeyOf(some));
        row["attributes"].ShouldBeNull();
        returned["archived"].ShouldBeNull();
    }

    [Fact]
    public async Task Cloud_has_no_archive()
    {
        using var control = new HttpClient { BaseAddress = fixture.Simulator.HttpUrl };

        using var refused = await control.PostAsync(
            new Uri("/_sim/sites/acme/archive", UriKind.Relative),
            null,
            TestContext.Current.CancellationToken
        );

        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_computed_world_archives_too()
    {
        await using var simulator = await Simulator.StartAsync(
            new SimulatorOptions { DataCenters = [new("big", "n:500")] },
            TestContext.Current.CancellationToken
        );
        var world = simulator.WorldOf(simulator.DataCenters[0]);
        using var control = new HttpClient { BaseAddress = simulator.HttpUrl };
        using var client = new ServerClient(
            simulator,
            simulator.DataCenters[0],
            ServerClient.Token("valid-pat")
        );

        using var _ = await control.PostAsync(
            new Uri("/_sim/sites/big/archive?percent=10", UriKind.Relative),
            null,
            TestContext.Current.CancellationToken
        );
        var archived = world.Objects.Archived.Count;
        world.Objects.Restore(world.Objects.Archived.First());
        var page = await client.AqlAsync("objectId > 0", "&resultPerPage=1");

        archived.ShouldBe(50);
        page["totalFilterCount"]!.GetValue<int>().ShouldBe(451);
        world.Objects.Count.ShouldBe(451);
    }

    private async Task<IReadOnlyList<long>> ArchiveAsync(string path) =>
        [
            .. (await fixture.ControlAsync(HttpMethod.Post, path))["objectIds"]!
                .AsArray()
                .Select(id => id!.GetValue<long>()),
        ];

    private async Task<IReadOnlyList<long>> AllAsync(string filter)
    {
        var ids = new List<long>();
        JsonNode page;
        do
        {
            page = await fixture.Admin.GetAsync(
                $"/object/archived?offset={ids.Count}&limit=20{filter}"
            );
            var rows = page["results"]!.AsArray();
            page["count"]!.GetValue<int>().ShouldBe(rows.Count);
            ids.AddRange(rows.Select(row => row!["id"]!.GetValue<long>()));
        } while (ids.Count < page["total"]!.GetValue<int>());
        return ids;
    }

    private async Task<int> TotalAsync(long schema) =>
        (await fixture.Admin.AqlAsync($"objectSchemaId = {schema}", "&resultPerPage=1"))[
            "totalFilterCount"
        ]!.GetValue<int>();
}
