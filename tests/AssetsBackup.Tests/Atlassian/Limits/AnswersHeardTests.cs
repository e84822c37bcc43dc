using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using AssetsBackup.Atlassian;
using AssetsBackup.Atlassian.Assets;
using AssetsBackup.Atlassian.Limits;
using AssetsBackup.Tests.Capture;
using Microsoft.Extensions.DependencyInjection;

namespace AssetsBackup.Tests.Atlassian.Limits;

/// <summary>What a site answers to one run's call reaches the calls of all, through the clients that the product uses.</summary>
public sealed class AnswersHeardTests : IAsyncLifetime
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(50);

    private readonly CallWatch impatient = new(
        () => { },
        (_, _, _) => Task.CompletedTask,
        TimeSpan.Zero
    );

    private CaptureHost host = null!;
    private int calls;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        host = await CaptureHost.StartAsync();
        host.Wire.BeforeCall = (_, _) => calls++;
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests, typeof(RateLimitedException))]
    [InlineData(HttpStatusCode.ServiceUnavailable, typeof(AtlassianUnavailableException))]
    public async Task Once_one_call_is_refused_no_run_makes_another_until_the_time_named_has_passed(
        HttpStatusCode status,
        Type failure
    )
    {
        host.Wire.Answer = request => Refusal(request, status);
        await Should.ThrowAsync(ListAsync, failure);
        host.Wire.Answer = _ => null;

        await Should.ThrowAsync(ListAsync, failure);

        calls.ShouldBe(1, "the second call was not made");
        await Assets().GetUsageAsync(Stop);
        host.Clock.MoveAhead(TimeSpan.FromMinutes(1));
        await ListAsync();
        calls.ShouldBe(3);
    }

    [Fact]
    public async Task While_an_answer_says_that_the_limit_is_near_half_as_many_calls_are_under_way()
    {
        (await AtOnceAsync()).ShouldBe(4);

        host.Wire.Answer = request => Near(request, "true");
        await ListAsync();
        (await AtOnceAsync()).ShouldBe(2);

        host.Wire.Answer = request => Near(request, "false");
        await ListAsync();
        (await AtOnceAsync()).ShouldBe(4);
    }

    [Fact]
    public async Task Once_an_answer_does_not_come_in_time_fewer_calls_are_under_way()
    {
        (await AtOnceAsync()).ShouldBe(4);
        host.Clock.TimersAfter(new AtlassianOptions().Retry.AttemptTimeout, Soon);
        host.Wire.Hold = stop => Task.Delay(Timeout.Infinite, stop);

        await Should.ThrowAsync<AtlassianUnavailableException>(ListAsync);

        (await AtOnceAsync()).ShouldBeLessThan(4);
    }

    /// <summary>How many of eight calls of the list may be under way.</summary>
    private async Task<int> AtOnceAsync()
    {
        var limits = host.Services.GetRequiredService<RequestLimits>();
        using var givingUp = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            $"https://api.atlassian.com/jsm/assets/workspace/{host.Workspace("acme")}/v1/objectschema/list"
        );
        var turns = Enumerable
            .Range(0, 8)
            .Select(_ => limits.AcquireAsync(request, givingUp.Token).AsTask())
            .ToList();
        var had = turns.Where(turn => turn.IsCompleted).ToList();
        await givingUp.CancelAsync();
        foreach (var turn in turns.Except(had))
            await Should.ThrowAsync<OperationCanceledException>(turn);
        foreach (var turn in had)
            (await turn).Dispose();
        return had.Count;
    }

    private Task ListAsync() => Assets().ListAllSchemasAsync(includeCounts: false, Stop);

    private IAssetsApi Assets() =>
        host
            .Services.GetRequiredService<AtlassianClients>()
            .Assets(
                new SiteCredentials(
                    "https://acme.atlassian.net",
                    host.CloudId("acme"),
                    host.Workspace("acme"),
                    CaptureHost.Email,
                    CaptureHost.Token
                ),
                impatient
            );

    private static HttpResponseMessage Refusal(HttpRequestMessage request, HttpStatusCode status) =>
        new(status)
        {
            RequestMessage = request,
            Headers = { RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromMinutes(1)) },
        };

    private static HttpResponseMessage Near(HttpRequestMessage request, string near) =>
        new(HttpStatusCode.OK)
        {
            RequestMessage = request,
            Headers = { { "X-RateLimit-NearLimit", near } },
            Content = JsonContent.Create(
                new
                {
                    startAt = 0,
                    maxResults = 25,
                    total = 0,
                    isLast = true,
                    values = Array.Empty<object>(),
                }
            ),
        };
}
