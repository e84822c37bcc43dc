using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using JiraSimulator.Hosting;
using JiraSimulator.Tests.Testing;

namespace JiraSimulator.Tests.Assets;

/// <summary>Limits, scripted faults and the control API that sets them.</summary>
public sealed class FaultTests(ItsmFixture fixture) : IClassFixture<ItsmFixture>, IAsyncLifetime
{
    private readonly HttpClient control = new();

    public ValueTask InitializeAsync()
    {
        control.BaseAddress = fixture.Simulator.HttpUrl;
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await control.DeleteAsync("/_sim/sites/acme/faults");
        await control.PutAsJsonAsync("/_sim/sites/acme/limits", new { });
        control.Dispose();
    }

    [Fact]
    public async Task Over_the_limit_a_call_is_refused_with_the_seconds_to_wait()
    {
        await ControlAsync("limits", new { perMinute = new { getIcon = 2 } }, HttpMethod.Put);
        var icon = fixture.AcmeWorld.Icons.Keys.First();

        await fixture.Acme.GetAsync($"/icon/{icon}");
        await fixture.Acme.GetAsync($"/icon/{icon}");
        using var third = await fixture.Acme.SendAsync(HttpMethod.Get, $"/icon/{icon}");
        using var other = await fixture.Acme.SendAsync(HttpMethod.Get, "/icon/global");

        third.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        third.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(1, 60);
        other.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public void What_others_use_of_a_limit_is_missing_from_it_as_the_window_passes()
    {
        var limits = new RateLimits
        {
            Settings = new RateLimitSettings
            {
                PerMinute = new Dictionary<string, int> { ["getIcon"] = 100 },
                OthersPerMinute = new Dictionary<string, int> { ["getIcon"] = 60 },
            },
        };
        var start = DateTimeOffset.UnixEpoch;

        var left = ((int[])[0, 30, 59, 60]).Select(second =>
            limits.Take("somebody", "getIcon", start.AddSeconds(second))!.Remaining
        );

        left.ShouldBe([99, 68, 38, 99]);
    }

    [Fact]
    public async Task The_chosen_call_fails_once_and_the_next_succeeds()
    {
        await ControlAsync(
            "faults",
            new
            {
                operation = "findSchemas",
                kind = "unavailable",
                call = 2,
                retryAfterSeconds = 7,
            }
        );

        using var first = await fixture.Acme.SendAsync(HttpMethod.Get, "/objectschema/list");
        using var second = await fixture.Acme.SendAsync(HttpMethod.Get, "/objectschema/list");
        using var third = await fixture.Acme.SendAsync(HttpMethod.Get, "/objectschema/list");

        (first.StatusCode, second.StatusCode, third.StatusCode).ShouldBe(
            (HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK)
        );
        second.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBe(7);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public async Task A_reset_connection_leaves_the_object_only_when_the_server_had_acted(
        bool afterActing,
        int created
    )
    {
        var world = fixture.AcmeWorld;
        var before = world.Objects.Count;
        var type = world.Types.Values.First(t => t.Name == "Region");
        var name = world.LabelAttributeOf(type).Id.ToString();
        await ControlAsync(
            "faults",
            new
            {
                operation = "createObject",
                kind = "reset",
                afterActing,
            }
        );

        await Should.ThrowAsync<HttpRequestException>(() =>
            fixture.Acme.SendAsync(
                HttpMethod.Post,
                "/object/create",
                new
                {
                    objectTypeId = type.Id.ToString(),
                    attributes = new[]
                    {
                        new
                        {
                            objectTypeAttributeId = name,
                            objectAttributeValues = new[] { new { value = "Lost" } },
                        },
                    },
                }
            )
        );

        (world.Objects.Count - before).ShouldBe(created);
    }

    [Theory]
    [InlineData("shortPage", 2, 0)]
    [InlineData("emptyPage", 0, 0)]
    [InlineData("repeatedPage", 3, 3)]
    public async Task A_search_lies_once_and_says_nothing_of_it(
        string kind,
        int shown,
        int ofThePageBefore
    )
    {
        await ControlAsync(
            "faults",
            new
            {
                operation = "findObjectsByAql",
                kind,
                call = 2,
            }
        );

        var pages = new List<List<string>>();
        foreach (var startAt in new[] { 0, 3, 3 })
        {
            var page = await fixture.Acme.AqlAsync("objectId > 0 ORDER BY Key", startAt, 3);
            pages.Add([.. page["values"]!.AsArray().Select(one => one!["id"]!.GetValue<string>())]);
        }

        pages[2].Count.ShouldBe(3);
        pages[2].Intersect(pages[0]).ShouldBeEmpty();
        pages[1].Count.ShouldBe(shown);
        pages[1].Intersect(pages[0]).Count().ShouldBe(ofThePageBefore);
    }

    [Fact]
    public async Task A_count_drifts_once()
    {
        const string Query = "objectId > 0";
        var there = await fixture.Acme.CountAsync(Query);
        await ControlAsync("faults", new { operation = "countObjectsByAql", kind = "countDrift" });

        (await fixture.Acme.CountAsync(Query)).ShouldBe(there + 1);
        (await fixture.Acme.CountAsync(Query)).ShouldBe(there);
    }

    [Fact]
    public async Task A_lie_of_another_operation_is_refused()
    {
        using var response = await control.PostAsJsonAsync(
            "/_sim/sites/acme/faults",
            new { operation = "getIcon", kind = "emptyPage" }
        );

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Tampering_changes_one_value_and_the_comparison_names_it()
    {
        var sites = (await control.GetFromJsonAsync<JsonArray>("/_sim/sites"))!;
        var schema = sites[0]!["schemas"]![0]!["id"]!.GetValue<string>();

        var tampered = await ControlAsync($"tamper?schemaId={schema}&seed=3", new { });

        tampered["to"]!
            .GetValue<string>()
            .ShouldBe(tampered["from"]!.GetValue<string>() + " (tampered)");
        var read = await fixture.Acme.GetAsync($"/object/{tampered["objectId"]}");
        read.ToJsonString().ShouldContain("(tampered)");
    }

    [Fact]
    public async Task Statistics_count_requests_by_operation()
    {
        await control.DeleteAsync("/_sim/stats");
        await fixture.Acme.GetAsync("/usage");

        var stats = (await control.GetFromJsonAsync<JsonObject>("/_sim/stats"))!;

        stats["getTenantUsageInfo"]!["requests"]!.GetValue<int>().ShouldBe(1);
        stats["getTenantUsageInfo"]!["bytes"]!.GetValue<int>().ShouldBeGreaterThan(100);
    }

    [Fact]
    public async Task An_unknown_switch_is_refused()
    {
        using var response = await control.PutAsJsonAsync(
            "/_sim/sites/acme/switches",
            new { noSuchSwitch = true }
        );

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private async Task<JsonNode> ControlAsync(string path, object body, HttpMethod? method = null)
    {
        using var request = new HttpRequestMessage(
            method ?? HttpMethod.Post,
            $"/_sim/sites/acme/{path}"
        )
        {
            Content = JsonContent.Create(body),
        };
        using var response = await control.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue(text);
        return JsonNode.Parse(text)!;
    }
}
