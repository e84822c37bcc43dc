using AssetsBackup.Atlassian;

namespace AssetsBackup.Tests.Atlassian;

public sealed class EndpointTests
{
    private const string Base =
        "https://api.atlassian.com/jsm/assets/workspace/0b6ee3b4-1111-2222-3333-444455556666/v1";

    [Theory]
    [InlineData("GET", "/object/88", "GET /object/{id}", true)]
    [InlineData("POST", "/object/create", "POST /object/create", false)]
    [InlineData("POST", "/object/aql?startAt=0", "POST /object/aql", true)]
    [InlineData("POST", "/object/aql/totalcount", "POST /object/aql/totalcount", true)]
    [InlineData("POST", "/objecttypeattribute/12", "POST /objecttypeattribute/{id}", false)]
    [InlineData("PUT", "/objecttypeattribute/12/99", "PUT /objecttypeattribute/{id}/{id}", true)]
    [InlineData(
        "GET",
        "/icon/9a1b2c3d-0000-1111-2222-333344445555/icon.png",
        "GET /icon/{id}/icon.png",
        true
    )]
    public void Ids_are_taken_out_and_creates_are_not_repeatable(
        string method,
        string path,
        string shown,
        bool repeatable
    )
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), Base + path);

        var endpoint = Endpoint.Of(request);

        endpoint.ToString().ShouldBe(shown);
        endpoint.IsRepeatable.ShouldBe(repeatable);
        endpoint.IsAssets.ShouldBeTrue();
    }

    [Fact]
    public void All_bases_of_a_workspace_share_one_budget()
    {
        using var classic = new HttpRequestMessage(HttpMethod.Get, Base + "/object/1");
        using var scoped = new HttpRequestMessage(
            HttpMethod.Get,
            Base.Replace("/jsm", "/ex/jira/c-1/jsm", StringComparison.Ordinal) + "/object/2"
        );

        Endpoint.Of(classic).ShouldBe(Endpoint.Of(scoped));
    }
}
