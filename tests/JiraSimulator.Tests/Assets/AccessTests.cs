using System.Net;
using JiraSimulator.Tests.Testing;

namespace JiraSimulator.Tests.Assets;

public sealed class AccessTests(ItsmFixture fixture) : IClassFixture<ItsmFixture>
{
    [Theory]
    [InlineData("admin@acme.example", "expired-token")]
    [InlineData("admin@acme.example", "no-such-token")]
    [InlineData("nobody@acme.example", "valid-token")]
    [InlineData("admin@acme.example", "scoped-token")]
    public async Task A_bad_token_is_refused(string email, string token)
    {
        using var client = new AssetsClient(fixture.Simulator, fixture.AcmeSite, email, token);

        var (status, _) = await client.RefusedAsync(HttpMethod.Get, "/objectschema/list");

        status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_scoped_token_opens_the_base_with_the_cloud_id()
    {
        using var client = new AssetsClient(
            fixture.Simulator,
            fixture.AcmeSite,
            token: "scoped-token"
        );
        var site = fixture.AcmeSite;

        var list = await client.GetAsync(
            $"https://api.atlassian.com/ex/jira/{site.CloudId}/jsm/assets/workspace/{site.WorkspaceId}/v1/objectschema/list"
        );

        list["total"]!.GetValue<int>().ShouldBe(2);
    }

    [Fact]
    public async Task The_gateway_of_the_site_and_the_old_name_of_the_product_answer_too()
    {
        var site = fixture.AcmeSite;

        var list = await fixture.Acme.GetAsync(
            $"{site.BaseUrl}/gateway/api/jsm/insight/workspace/{site.WorkspaceId}/v1/objectschema/list"
        );

        list["total"]!.GetValue<int>().ShouldBe(2);
    }

    [Fact]
    public async Task Without_a_role_nothing_is_there()
    {
        using var client = new AssetsClient(
            fixture.Simulator,
            fixture.AcmeSite,
            "norole@acme.example",
            "norole-token"
        );
        var schema = fixture.AcmeWorld.Schemas.Keys.First();

        (await client.GetAsync("/objectschema/list"))["values"]!.AsArray().ShouldBeEmpty();
        (await client.RefusedAsync(HttpMethod.Get, $"/objectschema/{schema}")).Status.ShouldBe(
            HttpStatusCode.NotFound
        );
        (await client.CountAsync($"objectSchemaId = {schema}")).ShouldBe(0);
    }

    [Fact]
    public async Task An_agent_reads_and_may_not_configure()
    {
        using var client = new AssetsClient(
            fixture.Simulator,
            fixture.AcmeSite,
            "agent@acme.example",
            "agent-token"
        );

        var list = await client.GetAsync("/objectschema/list");
        var (status, _) = await client.RefusedAsync(
            HttpMethod.Post,
            "/objectschema/create",
            new { name = "X", objectSchemaKey = "X" }
        );

        list["values"]![0]!["canManage"]!.GetValue<bool>().ShouldBeFalse();
        status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_workspace_of_another_site_or_of_none_is_the_gateways_404()
    {
        var foreign = fixture.GlobexSite.WorkspaceId;

        var (unknown, body) = await fixture.Acme.RefusedAsync(
            HttpMethod.Get,
            "https://api.atlassian.com/jsm/assets/workspace/none/v1/objectschema/list"
        );
        var (other, _) = await fixture.Acme.RefusedAsync(
            HttpMethod.Get,
            $"{fixture.AcmeSite.BaseUrl}/gateway/api/jsm/assets/workspace/{foreign}/v1/objectschema/list"
        );

        (unknown, other).ShouldBe((HttpStatusCode.NotFound, HttpStatusCode.NotFound));
        body.ShouldContain("TCS 404");
    }

    [Fact]
    public async Task The_workspace_is_found_by_the_new_path_only()
    {
        var site = fixture.AcmeSite;

        var found = await fixture.Acme.GetAsync(
            $"{site.BaseUrl}/rest/servicedeskapi/assets/workspace"
        );
        var (status, body) = await fixture.Acme.RefusedAsync(
            HttpMethod.Get,
            $"{site.BaseUrl}/rest/servicedeskapi/insight/workspace"
        );

        found["values"]![0]!["workspaceId"]!.GetValue<string>().ShouldBe(site.WorkspaceId);
        status.ShouldBe(HttpStatusCode.Forbidden);
        body.ShouldStartWith("<!DOCTYPE html>");
    }

    [Fact]
    public async Task Counts_are_zero_unless_asked_for()
    {
        var without = await fixture.Acme.GetAsync("/objectschema/list");
        var with = await fixture.Acme.GetAsync("/objectschema/list?includeCounts=true");

        without["values"]![0]!["objectCount"]!.GetValue<int>().ShouldBe(0);
        with["values"]![0]!["objectCount"]!.GetValue<int>().ShouldBe(772);
    }

    [Fact]
    public async Task An_icon_is_an_image_only_to_those_who_ask_for_one()
    {
        var icon = (await fixture.Acme.GetAsync("/icon/global"))[0]!["id"]!.GetValue<string>();
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            $"{fixture.Acme.Base}/icon/{icon}/icon.png?size=48"
        );
        request.Headers.Accept.ParseAdd("image/png");

        using var image = await fixture.Acme.Http.SendAsync(request);
        using var refused = await fixture.Acme.SendAsync(HttpMethod.Get, $"/icon/{icon}/icon.png");

        image.Content.Headers.ContentType!.MediaType.ShouldBe("image/png");
        (await image.Content.ReadAsByteArrayAsync())
            .Take(4)
            .ShouldBe([0x89, (byte)'P', (byte)'N', (byte)'G']);
        refused.StatusCode.ShouldBe(HttpStatusCode.NotAcceptable);
    }
}
