using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace AssetsBackup.Tests.Capture;

/// <summary>What a test does to calls and answers on their way; nothing until it is told.</summary>
internal sealed class Wire
{
    private int calls;

    /// <summary>Called before each call with its path and its number, counted from 1.</summary>
    public Action<string, int> BeforeCall { get; set; } = (_, _) => { };

    /// <summary>Awaited before each call, with what ends it.</summary>
    public Func<CancellationToken, Task> Hold { get; set; } = _ => Task.CompletedTask;

    /// <summary>Changes the body of a good JSON answer: path, query of a search, body.</summary>
    public Action<string, string, JsonObject>? Change { get; set; }

    /// <summary>Replaces a good answer: path and body; null lets it through.</summary>
    public Func<string, string, HttpContent?>? Replace { get; set; }

    /// <summary>From then on every call is answered 401.</summary>
    public bool TokenIsDead { get; set; }

    /// <summary>Answers in the site's place; null lets the call through.</summary>
    public Func<HttpRequestMessage, HttpResponseMessage?> Answer { get; set; } = _ => null;

    /// <summary>403 for want of a role (contract §1.5).</summary>
    public static HttpResponseMessage Denied(HttpRequestMessage request) =>
        new(HttpStatusCode.Forbidden)
        {
            RequestMessage = request,
            Content = JsonContent.Create(
                new
                {
                    errorMessages = new[] { "You do not have permission to view this." },
                    errors = new { },
                }
            ),
        };

    public int Next() => Interlocked.Increment(ref calls);

    public void Reset() =>
        (BeforeCall, Change, Replace, TokenIsDead, Answer, calls) = (
            (_, _) => { },
            null,
            null,
            false,
            _ => null,
            0
        );
}

internal sealed class WireHandler(Wire wire) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var path = request.RequestUri!.AbsolutePath;
        wire.BeforeCall(path, wire.Next());
        await wire.Hold(cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        if (wire.TokenIsDead)
            return new HttpResponseMessage(HttpStatusCode.Unauthorized)
            {
                RequestMessage = request,
            };
        if (wire.Answer(request) is { } instead)
            return instead;
        var sent = request.Content is null
            ? ""
            : await request.Content.ReadAsStringAsync(cancellationToken);
        var answer = await base.SendAsync(request, cancellationToken);
        if (wire.Replace is { } replace)
        {
            // What is let through stays byte for byte: it may be a picture.
            var bytes = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
            var same = new ByteArrayContent(bytes);
            same.Headers.ContentType = answer.Content.Headers.ContentType;
            answer.Content = replace(path, Encoding.UTF8.GetString(bytes)) ?? same;
        }
        if (wire.Change is null || !path.Contains("/object/aql", StringComparison.Ordinal))
            return answer;
        var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancellationToken))!;
        wire.Change(path, $"{sent} {request.RequestUri.Query}", body.AsObject());
        answer.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        return answer;
    }
}
