using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace JiraSimulator.Sinks;

/// <summary>Two webhooks: one that wants messages signed as standardwebhooks.com says, one that is strict as Slack's are.</summary>
internal sealed class HookEndpoints(HookSink sink, TimeProvider time)
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    public static void Map(WebApplication app)
    {
        var hooks = ActivatorUtilities.CreateInstance<HookEndpoints>(app.Services);
        var group = app.MapGroup("").RequireHost(SinkHosts.Hooks);
        group.MapPost("/signed", (RequestDelegate)hooks.SignedAsync);
        group.MapPost("/chat", (RequestDelegate)hooks.ChatAsync);
    }

    private Task SignedAsync(HttpContext context) => AnswerAsync(context, 401, SignedFault);

    private Task ChatAsync(HttpContext context) => AnswerAsync(context, 400, ChatFault);

    private async Task AnswerAsync(
        HttpContext context,
        int whenWrong,
        Func<HttpRequest, byte[], string?> look
    )
    {
        var request = context.Request;
        using var whole = new MemoryStream();
        await request.Body.CopyToAsync(whole, context.RequestAborted);
        var body = whole.ToArray();
        var fault =
            request.ContentType?.StartsWith("application/json", StringComparison.Ordinal) != true
                ? "the content type is not application/json"
                : look(request, body);
        var id = request.Headers["webhook-id"].FirstOrDefault();
        var call = new HookCall(request.Path, id, Encoding.UTF8.GetString(body), fault, 0);
        var delay = sink.Settings.DelayMilliseconds;
        var status = sink.Take(call, fault is null ? 200 : whenWrong);
        if (delay > 0)
            await Task.Delay(delay, context.RequestAborted);
        context.Response.StatusCode = status;
        if (status is >= 300 and < 400)
            context.Response.Headers.Location = "https://elsewhere.sinks.example/";
        await context.Response.WriteAsync(fault ?? "ok", context.RequestAborted);
    }

    private string? SignedFault(HttpRequest request, byte[] body)
    {
        var headers = request.Headers;
        if (headers["webhook-id"] is not [{ Length: > 0 } id])
            return "there is not one webhook-id";
        if (
            headers["webhook-timestamp"] is not [{ Length: > 0 } sentAt]
            || !long.TryParse(sentAt, out var seconds)
        )
            return "there is not one webhook-timestamp in seconds";
        if ((time.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() > Tolerance)
            return "the webhook-timestamp is not of these minutes";
        if (sink.Settings.Secret is not { } secret)
            return "no secret was set to check the signature with";
        var signed = Encoding.UTF8.GetBytes($"{id}.{sentAt}.").Concat(body).ToArray();
        using var hmac = new HMACSHA256(Convert.FromBase64String(secret.Split('_')[1]));
        var right = "v1," + Convert.ToBase64String(hmac.ComputeHash(signed));
        if (!headers["webhook-signature"].ToString().Split(' ').Contains(right))
            return "the webhook-signature is not right";
        return
            Json(body) is { ValueKind: JsonValueKind.Object } message
            && message.TryGetProperty("type", out var type)
            && type.ValueKind == JsonValueKind.String
            && message.TryGetProperty("timestamp", out var at)
            && at.TryGetDateTimeOffset(out _)
            && message.TryGetProperty("data", out var data)
            && data.ValueKind == JsonValueKind.Object
            ? null
            : "the body has no type, timestamp and data";
    }

    private static string? ChatFault(HttpRequest request, byte[] body) =>
        Json(body) is { ValueKind: JsonValueKind.Object } message
        && message.TryGetProperty("text", out var text)
        && !string.IsNullOrWhiteSpace(text.GetString())
        && message.EnumerateObject().Count() == 1
            ? null
            : "invalid_payload";

    private static JsonElement? Json(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
