using System.Net;
using AssetsBackup.Atlassian;

namespace AssetsBackup.Tests.Atlassian;

/// <summary>No answer, good or bad, takes more memory than its bound, whether it says how long it is or not.</summary>
public sealed class BoundedAnswersTests
{
    private const int Bound = 100_000;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET", "/objectschema/list", typeof(AnswerTooLargeException))]
    [InlineData("POST", "/object/create", typeof(AnswerLostException))]
    public async Task A_good_answer_beyond_the_bound_is_a_failure_with_a_name(
        string method,
        string path,
        Type named
    )
    {
        using var request = Request(method, path);

        var failure = await Should.ThrowAsync<HttpRequestException>(() =>
            SendAsync(request, HttpStatusCode.OK, Bound + 1)
        );

        AtlassianFailures.OfTransport(request, failure, Stop).ShouldBeOfType(named);
    }

    [Fact]
    public async Task A_good_answer_within_the_bound_is_read_whole()
    {
        using var request = Request("GET", "/objectschema/list");

        using var response = await SendAsync(request, HttpStatusCode.OK, Bound);

        (await response.Content.ReadAsByteArrayAsync(Stop)).Length.ShouldBe(Bound);
    }

    [Fact]
    public async Task Of_an_error_only_the_beginning_is_read()
    {
        using var request = Request("GET", "/objectschema/list");

        using var response = await SendAsync(request, HttpStatusCode.BadRequest, Bound);

        (await response.Content.ReadAsByteArrayAsync(Stop)).Length.ShouldBe(64 * 1024);
    }

    private static HttpRequestMessage Request(string method, string path) =>
        new(new HttpMethod(method), $"https://api.atlassian.com/jsm/assets/workspace/w/v1{path}");

    private static async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        HttpStatusCode status,
        int length
    )
    {
        using var client = new HttpMessageInvoker(
            new BoundedAnswers(Bound) { InnerHandler = new Fixed(status, length) }
        );
        return await client.SendAsync(request, Stop);
    }

    private sealed class Fixed(HttpStatusCode status, int length) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            var content = new StreamContent(new MemoryStream(new byte[length]));
            content.Headers.ContentLength = null;
            return Task.FromResult(
                new HttpResponseMessage(status) { Content = content, RequestMessage = request }
            );
        }
    }
}
