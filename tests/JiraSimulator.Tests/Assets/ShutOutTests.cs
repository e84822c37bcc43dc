using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using JiraSimulator.Tests.Testing;

namespace JiraSimulator.Tests.Assets;

/// <summary>Who is let in: a schema without a role for the account, a site whose IP allowlist does not hold our address.</summary>
public sealed class ShutOutTests(ItsmFixture fixture) : IClassFixture<ItsmFixture>, IDisposable
{
    public void Dispose() => fixture.AcmeWorld.Switches = new();

    [Fact]
    public async Task A_closed_schema_is_listed_and_forbidden_and_the_others_are_open()
    {
        var (closed, open) = (
            fixture.AcmeWorld.Schemas.Values.First(),
            fixture.AcmeWorld.Schemas.Values.Last()
        );
        fixture.AcmeWorld.Switches = new() { ClosedSchemas = [closed.Key] };

        var list = await fixture.Acme.GetAsync("/objectschema/list");
        var (status, _) = await fixture.Acme.RefusedAsync(
            HttpMethod.Get,
            $"/objectschema/{closed.Id}/objecttypes/flat"
        );

        list["values"]!.AsArray().Count.ShouldBe(2);
        status.ShouldBe(HttpStatusCode.Forbidden);
        (await fixture.Acme.CountAsync($"objectSchemaId = {closed.Id}")).ShouldBe(0);
        (await fixture.Acme.CountAsync($"objectSchemaId = {open.Id}")).ShouldBeGreaterThan(0);
        await fixture.Acme.GetAsync($"/objectschema/{open.Id}/objecttypes/flat");
    }

    [Fact]
    public async Task A_hidden_schema_is_only_counted()
    {
        var hidden = fixture.AcmeWorld.Schemas.Values.First();
        fixture.AcmeWorld.Switches = new() { HiddenSchemas = [hidden.Key] };

        var list = await fixture.Acme.GetAsync("/objectschema/list");
        var usage = await fixture.Acme.GetAsync("/usage");

        list["values"]!.AsArray().Count.ShouldBe(1);
        usage["perSchemaUsageInfo"]!.AsArray().Count.ShouldBe(2);
        foreach (var path in (string[])["", "/objecttypes/flat"])
            (
                await fixture.Acme.RefusedAsync(HttpMethod.Get, $"/objectschema/{hidden.Id}{path}")
            ).Status.ShouldBe(HttpStatusCode.NotFound);
        (await fixture.Acme.CountAsync($"objectSchemaId = {hidden.Id}")).ShouldBe(0);
    }

    [Theory]
    [InlineData("/objectschema/list")]
    [InlineData("https://acme.atlassian.net/rest/api/3/myself")]
    [InlineData("https://acme.atlassian.net/rest/servicedeskapi/assets/workspace")]
    public async Task An_address_that_is_not_allowed_is_told_so_everywhere(string path)
    {
        fixture.AcmeWorld.Switches = new() { AddressBlocked = true };

        var (status, body) = await fixture.Acme.RefusedAsync(HttpMethod.Get, path);

        status.ShouldBe(HttpStatusCode.Forbidden);
        JsonElement
            .Parse(body)
            .GetProperty("errorMessages")[0]
            .GetString()
            .ShouldBe(
                "The IP address has been rejected because it is not on the allowed list. See your admin for more information."
            );
        await fixture.Globex.GetAsync("/objectschema/list");
    }

    [Fact]
    public async Task The_pages_of_searches_are_kept_in_their_order()
    {
        using var control = new HttpClient { BaseAddress = fixture.Simulator.HttpUrl };
        await control.DeleteAsync("/_sim/sites/acme/searches");

        await fixture.Acme.AqlAsync("objectId > 0 ORDER BY Key", 0, 10);
        await fixture.Acme.AqlAsync("objectId > 0 ORDER BY Key", 10, 5);

        var pages = await control.GetFromJsonAsync<JsonElement>("/_sim/sites/acme/searches");
        pages
            .EnumerateArray()
            .Select(page =>
                (page.GetProperty("startAt").GetInt32(), page.GetProperty("objects").GetInt32())
            )
            .ShouldBe([(0, 10), (10, 5)]);
    }
}
