using System.Net;
using System.Net.Http.Headers;
using JiraSimulator.Tests.Testing;

namespace JiraSimulator.Tests.DataCenter;

public sealed class AccessTests(ServerFixture fixture) : IClassFixture<ServerFixture>, IDisposable
{
    private const string List = "/objectschema/list";

    public void Dispose()
    {
        fixture.World.Switches = new();
        fixture.World.RateLimits.Settings = new();
    }

    [Theory]
    [InlineData("/rest/assets/1.0")]
    [InlineData("/rest/assets/latest")]
    [InlineData("/rest/insight/1.0")]
    public async Task Every_base_answers_a_password_and_a_token(string path)
    {
        using var byToken = Client(ServerClient.Token("valid-pat"));

        var lists = new[]
        {
            await fixture.Admin.GetAsync(path + List),
            await byToken.GetAsync(path + List),
        };

        lists.ShouldAllBe(list => list["objectschemas"]!.AsArray().Count == 2);
    }

    [Fact]
    public async Task Nobody_is_sent_to_the_login_page_which_is_no_error()
    {
        using var nobody = Client(null);

        using var response = await nobody.SendAsync(List);
        using var login = await nobody.SendAsync("/login.jsp");

        response.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        response.Headers.Location!.AbsolutePath.ShouldBe("/login.jsp");
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        login.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("admin", "admin-pasword")]
    [InlineData("admin", "valid-pat")]
    [InlineData("admin@acme.example", "admin-password")]
    [InlineData("ida", "ida-password")]
    public async Task A_wrong_password_is_refused(string user, string password)
    {
        using var client = Client(ServerClient.Password(user, password));

        var (status, body) = await client.RefusedAsync(List);

        status.ShouldBe(HttpStatusCode.Unauthorized);
        body.ShouldStartWith("<html>");
    }

    [Theory]
    [InlineData("expired-pat")]
    [InlineData("admin-password")]
    [InlineData("valid-token")]
    public async Task A_token_that_is_expired_or_none_is_refused(string token)
    {
        using var client = Client(ServerClient.Token(token));

        (await client.RefusedAsync(List)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Without_a_role_nothing_is_there()
    {
        using var client = fixture.As("norole");
        var schema = fixture.World.Schemas.Keys.First();

        (await client.GetAsync(List))["objectschemas"]!.AsArray().ShouldBeEmpty();
        (await client.RefusedAsync($"/objectschema/{schema}")).Status.ShouldBe(
            HttpStatusCode.NotFound
        );
        (await client.AqlAsync($"objectSchemaId = {schema}"))["totalFilterCount"]!
            .GetValue<int>()
            .ShouldBe(0);
    }

    [Fact]
    public async Task A_schema_that_is_closed_is_listed_and_forbidden()
    {
        fixture.World.Switches = new() { ClosedSchemas = ["ITA"] };
        var schema = fixture.World.Schemas.Values.First(s => s.Key == "ITA").Id;

        var list = await fixture.Admin.GetAsync(List);
        var (status, body) = await fixture.Admin.RefusedAsync($"/objectschema/{schema}");

        list["objectschemas"]!.AsArray().Count.ShouldBe(2);
        status.ShouldBe(HttpStatusCode.Forbidden);
        body.ShouldContain("PermissionInsightException: ");
    }

    [Fact]
    public async Task What_is_not_there_is_told_in_the_envelope_and_an_unknown_route_in_xml()
    {
        var (missing, envelope) = await fixture.Admin.RefusedAsync("/object/1");
        var (unknown, xml) = await fixture.Admin.RefusedAsync("/object/aql/totalcount");

        (missing, unknown).ShouldBe((HttpStatusCode.NotFound, HttpStatusCode.NotFound));
        envelope.ShouldStartWith("""{"errorMessages":["NotFoundInsightException: """);
        xml.ShouldContain("<status><status-code>404</status-code>");
    }

    [Fact]
    public async Task A_parameter_of_Cloud_and_a_method_that_is_not_known_are_refused()
    {
        var (parameter, body) = await fixture.Admin.RefusedAsync(List + "?startAt=0");
        var (method, _) = await fixture.Admin.RefusedAsync(List, HttpMethod.Post);

        (parameter, method).ShouldBe((HttpStatusCode.BadRequest, HttpStatusCode.MethodNotAllowed));
        body.ShouldContain("startAt");
    }

    [Fact]
    public async Task The_administrator_may_limit_the_rate()
    {
        await fixture.ControlAsync(
            HttpMethod.Put,
            "limits",
            new { perMinute = new { findSchemas = 1 }, headers = "xRateLimit" }
        );

        await fixture.Admin.GetAsync(List);
        using var second = await fixture.Admin.SendAsync(List);

        second.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        second.Headers.RetryAfter.ShouldNotBeNull();
        second.Headers.GetValues("X-RateLimit-Remaining").ShouldBe(["0"]);
    }

    [Fact]
    public async Task A_call_fails_once_when_told_so()
    {
        await fixture.ControlAsync(
            HttpMethod.Post,
            "faults",
            new { operation = "findSchemas", kind = "unavailable" }
        );

        (await fixture.Admin.RefusedAsync(List)).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        await fixture.Admin.GetAsync(List);
    }

    [Fact]
    public async Task The_sites_of_Cloud_know_nothing_of_it()
    {
        using var cloud = new AssetsClient(fixture.Simulator, fixture.Simulator.Sites[0]);

        var (status, _) = await cloud.RefusedAsync(
            HttpMethod.Get,
            "https://acme.atlassian.net/rest/assets/1.0/objectschema/list"
        );

        status.ShouldBe(HttpStatusCode.NotFound);
    }

    private ServerClient Client(AuthenticationHeaderValue? credentials) =>
        new(fixture.Simulator, fixture.Site, credentials);
}
