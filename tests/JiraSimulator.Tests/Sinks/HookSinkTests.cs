using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using JiraSimulator.Sinks;
using JiraSimulator.Tests.Testing;

namespace JiraSimulator.Tests.Sinks;

/// <summary>The webhooks take what is right and nothing else.</summary>
public sealed class HookSinkTests
{
    private const string Body = """{"type":"test","timestamp":"2026-01-01T00:00:00Z","data":{}}""";
    private static readonly byte[] Key = Encoding.UTF8.GetBytes("a key that a test has made");
    private static readonly string Secret = $"whsec_{Convert.ToBase64String(Key)}";

    [Theory]
    [InlineData("right", HttpStatusCode.OK)]
    [InlineData("another body", HttpStatusCode.Unauthorized)]
    [InlineData("another key", HttpStatusCode.Unauthorized)]
    [InlineData("old", HttpStatusCode.Unauthorized)]
    [InlineData("no id", HttpStatusCode.Unauthorized)]
    [InlineData("text", HttpStatusCode.Unauthorized)]
    public async Task A_message_is_taken_if_it_is_signed_as_it_should_be(
        string how,
        HttpStatusCode answer
    )
    {
        await using var simulator = await StartAsync();
        using var control = new HttpClient { BaseAddress = simulator.HttpUrl };
        await control.PutAsJsonAsync("/_sim/sinks/hooks", new { secret = Secret }, Stop);
        var sentAt = TimeProvider
            .System.GetUtcNow()
            .AddMinutes(how == "old" ? -6 : 0)
            .ToUnixTimeSeconds();
        var signed = Encoding.UTF8.GetBytes($"msg_1.{sentAt}.{Body}");
        var key = how == "another key" ? [.. Key, 1] : Key;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/signed");
        request.Content = new StringContent(how == "another body" ? Body + " " : Body);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(
            how == "text" ? "text/plain" : "application/json"
        );
        if (how != "no id")
            request.Headers.Add("webhook-id", "msg_1");
        request.Headers.Add("webhook-timestamp", $"{sentAt}");
        request.Headers.Add(
            "webhook-signature",
            $"v1,{Convert.ToBase64String(HMACSHA256.HashData(key, signed))}"
        );

        using var hooks = Hooks(simulator);
        (await hooks.SendAsync(request, Stop)).StatusCode.ShouldBe(answer);
    }

    [Theory]
    [InlineData("""{"text":"Hello"}""", HttpStatusCode.OK)]
    [InlineData("""{"text":" "}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"text":"Hello","more":1}""", HttpStatusCode.BadRequest)]
    [InlineData("Hello", HttpStatusCode.BadRequest)]
    public async Task A_chat_takes_text(string body, HttpStatusCode answer)
    {
        await using var simulator = await StartAsync();
        using var hooks = Hooks(simulator);

        var answered = await hooks.PostAsync(
            "/chat",
            new StringContent(body, Encoding.UTF8, "application/json"),
            Stop
        );

        answered.StatusCode.ShouldBe(answer);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static Task<Simulator> StartAsync() =>
        Simulator.StartAsync(new SimulatorOptions(), Stop);

    private static HttpClient Hooks(Simulator simulator) =>
        new(SimulatedHost.HandlerTo(simulator))
        {
            BaseAddress = new Uri($"https://{SinkHosts.Hooks}"),
        };
}
