using System.Net;
using System.Net.Http.Json;
using AssetsBackup.Atlassian;

namespace AssetsBackup.Tests.Atlassian;

/// <summary>What an HTTP status comes to, for calls that may be made twice and for those that may not.</summary>
public sealed class FailureTests
{
    private const string Base = "https://api.atlassian.com/jsm/assets/workspace/w/v1";

    [Theory]
    [InlineData(400, typeof(ValidationRefusedException))]
    [InlineData(409, typeof(ValidationRefusedException))]
    [InlineData(413, typeof(ValidationRefusedException))]
    [InlineData(408, typeof(AnswerLostException))]
    [InlineData(499, typeof(AnswerLostException))]
    [InlineData(502, typeof(AnswerLostException))]
    [InlineData(421, typeof(AtlassianUnavailableException))]
    [InlineData(425, typeof(AtlassianUnavailableException))]
    public async Task A_create_counts_as_refused_only_where_assets_itself_refused_it(
        int status,
        Type expected
    ) => (await FailureOfAsync(HttpMethod.Post, "/object/create", status)).ShouldBeOfType(expected);

    [Theory]
    [InlineData(408)]
    [InlineData(421)]
    [InlineData(425)]
    [InlineData(499)]
    [InlineData(503)]
    public async Task A_read_that_a_gateway_gave_up_may_be_made_again(int status) =>
        (
            await FailureOfAsync(HttpMethod.Get, "/objectschema/list", status)
        ).ShouldBeOfType<AtlassianUnavailableException>();

    [Theory]
    [InlineData("https://jira.example.com/login.jsp?os_destination=%2Frest", true)]
    [InlineData("/jira/login.jsp", true)]
    [InlineData("https://media.example.com/file/binary?name=Login.png&token=x", false)]
    [InlineData("https://media.example.com/login.jsp/binary", false)]
    public async Task Only_who_is_sent_to_the_sign_in_page_is_not_known(string next, bool isUnknown)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Base + "/objectschema/list");
        using var response = new HttpResponseMessage(HttpStatusCode.Redirect)
        {
            RequestMessage = request,
            Headers = { Location = new Uri(next, UriKind.RelativeOrAbsolute) },
        };

        var failure = await AtlassianFailures.OfResponseAsync(response);

        (failure is TokenRejectedException).ShouldBe(isUnknown);
    }

    private static async Task<Exception> FailureOfAsync(HttpMethod method, string path, int status)
    {
        using var request = new HttpRequestMessage(method, Base + path);
        using var response = new HttpResponseMessage((HttpStatusCode)status)
        {
            RequestMessage = request,
            Content = JsonContent.Create(new { }),
        };
        return (await AtlassianFailures.OfResponseAsync(response)).ShouldNotBeNull();
    }
}
