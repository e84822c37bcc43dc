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
            new BoundedAnswers(TimeSpan.FromMinutes(1), Bound)
            {
                InnerHandler = new Fixed(() => new MemoryStream(new byte[length]), status),
            }
        );
        return await client.SendAsync(request, Stop);
    }

    [Theory]
    [InlineData("GET", "/objectschema/list", typeof(AtlassianUnavailableException))]
    [InlineData("POST", "/object/create", typeof(AnswerLostException))]
    public async Task An_answer_that_stops_in_its_middle_is_not_waited_for_for_ever(
        string method,
        string path,
        Type named
    )
    {
        using var request = Request(method, path);
        using var client = new HttpMessageInvoker(
            new BoundedAnswers(TimeSpan.FromMilliseconds(50), Bound)
            {
                InnerHandler = new Fixed(() => new Stalled(), HttpStatusCode.OK),
            }
        );

        var failure = await Should.ThrowAsync<OperationCanceledException>(() =>
            client.SendAsync(request, Stop)
        );

        AtlassianFailures.OfTransport(request, failure, Stop).ShouldBeOfType(named);
    }

    /// <summary>A connection that stays open and brings nothing.</summary>
    private sealed class Stalled : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(
            Memory<byte> buffer,
            CancellationToken cancellationToken = default
        )
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return 0;
        }

        public override async Task CopyToAsync(
            Stream destination,
            int bufferSize,
            CancellationToken cancellationToken
        ) => await Task.Delay(Timeout.Infinite, cancellationToken);
    }

    private sealed class Fixed(Func<Stream> body, HttpStatusCode status) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            var content = new StreamContent(body());
            content.Headers.ContentLength = null;
            return Task.FromResult(
                new HttpResponseMessage(status) { Content = content, RequestMessage = request }
            );
        }
    }
}
