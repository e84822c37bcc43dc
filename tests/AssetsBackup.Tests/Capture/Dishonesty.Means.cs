using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Polly.Timeout;

namespace AssetsBackup.Tests.Capture;

/// <summary>How a site is made to do so.</summary>
internal sealed partial record Dishonesty
{
    private const string Search = "findObjectsByAql";
    private const string Count = "countObjectsByAql";
    private const int Which = 5;

    private static Dishonesty Switch(string does, string name, JsonNode value) =>
        new(does, host => host.SwitchAsync(new JsonObject { [name] = value.DeepClone() }));

    /// <param name="does">What the site does, in words.</param>
    /// <param name="kind">Of the simulator's faults.</param>
    /// <param name="times">Calls that it hits, one after another: the probe is over by then.</param>
    /// <param name="operation">Which calls.</param>
    private static Dishonesty Fault(
        string does,
        string kind,
        int times = 3,
        string operation = Search
    ) =>
        new(
            does,
            host =>
                host.FaultAsync(
                    new
                    {
                        operation,
                        kind,
                        call = Which,
                        times,
                    }
                )
        );

    /// <summary>Changes one page.</summary>
    private static Dishonesty Page(string does, Action<JsonObject> change) =>
        new(
            does,
            host =>
            {
                var pages = 0;
                return RewriteAsync(
                    host,
                    (_, _, body) =>
                    {
                        if (body["values"] is JsonArray { Count: > 20 } && ++pages == Which)
                            change(body);
                    }
                );
            }
        );

    private static Dishonesty EachPage(string does, Action<JsonObject> change) =>
        EachSearch(does, (_, _, body) => change(body));

    /// <param name="does">What the site does, in words.</param>
    /// <param name="change">Gets the query, something to remember by it, and the page.</param>
    private static Dishonesty EachSearch(
        string does,
        Action<string, ConcurrentDictionary<string, JsonNode>, JsonObject> change
    ) =>
        new(
            does,
            host =>
            {
                var memory = new ConcurrentDictionary<string, JsonNode>(StringComparer.Ordinal);
                return RewriteAsync(
                    host,
                    (_, query, body) =>
                    {
                        if (body["values"] is JsonArray)
                            change(query, memory, body);
                    }
                );
            }
        );

    private static Dishonesty Counts(string does, Func<long, long> change) =>
        new(
            does,
            host =>
                RewriteAsync(
                    host,
                    (_, _, body) =>
                    {
                        if (body["totalCount"] is { } count)
                            body["totalCount"] = change(count.GetValue<long>());
                    }
                )
        );

    /// <summary>Replaces one answer to a search.</summary>
    private static Dishonesty Once(string does, Func<string, HttpContent> content) =>
        new(
            does,
            host =>
            {
                var searches = 0;
                host.Wire.Replace = (path, text) =>
                    IsSearch(path) && Interlocked.Increment(ref searches) == Which
                        ? content(text)
                        : null;
                return Task.CompletedTask;
            }
        );

    private static Dishonesty Answer(string does, string path, Func<JsonArray, JsonArray> change) =>
        new(
            does,
            host =>
            {
                Replace(host, path, change);
                return Task.CompletedTask;
            }
        );

    private static void Replace(CaptureHost host, string end, Func<JsonArray, JsonArray> change) =>
        host.Wire.Replace = (path, text) =>
            path.EndsWith(end, StringComparison.Ordinal)
                ? new StringContent(
                    change(JsonNode.Parse(text)!.AsArray()).ToJsonString(),
                    Encoding.UTF8,
                    "application/json"
                )
                : null;

    private static Task RewriteAsync(CaptureHost host, Action<string, string, JsonObject> change)
    {
        var gate = new Lock();
        host.Wire.Change = (path, query, body) =>
        {
            lock (gate)
                change(path, query, body);
        };
        return Task.CompletedTask;
    }

    private static Task ShowNothingAsync(CaptureHost host) =>
        RewriteAsync(
            host,
            (_, _, body) =>
            {
                if (body["values"] is JsonArray values)
                    values.Clear();
                if (body["totalCount"] is not null)
                    body["totalCount"] = 0;
            }
        );

    private static Task AnswerAnotherAsync(CaptureHost host)
    {
        var (other, type, isDone) = ((JsonNode?)null, "", false);
        return RewriteAsync(
            host,
            (_, query, body) =>
            {
                if (body["values"] is not JsonArray { Count: > 20 } || isDone)
                    return;
                if (other is null)
                    (other, type) = (body["values"]!.DeepClone(), TypeIn(query));
                else if (TypeIn(query) != type)
                    (body["values"], isDone) = (other, true);
            }
        );
    }

    private static Task AnswerLateAsync(CaptureHost host)
    {
        var searches = 0;
        host.Wire.BeforeCall = (path, _) =>
        {
            if (IsSearch(path) && Interlocked.Increment(ref searches) is > 3 and < 7)
                throw new TimeoutRejectedException();
        };
        return Task.CompletedTask;
    }

    private static Task IgnoreIdsAsync(CaptureHost host)
    {
        host.Wire.Answer = request =>
        {
            if (request.RequestUri!.AbsolutePath.Contains("/object/aql", StringComparison.Ordinal))
            {
                var asked = request.Content!.ReadAsStringAsync().GetAwaiter().GetResult();
                request.Content = new StringContent(
                    Ids().Replace(asked, ""),
                    Encoding.UTF8,
                    "application/json"
                );
            }
            return null;
        };
        return Task.CompletedTask;
    }

    private static StringContent Html() =>
        new("<html><body><h1>Please sign in</h1></body></html>", Encoding.UTF8, "text/html");

    private static JsonArray WithoutLast(JsonArray types)
    {
        types.RemoveAt(types.Count - 1);
        return types;
    }

    private static JsonArray WithoutCounts(JsonArray types)
    {
        foreach (var type in types)
            type!["objectCount"] = 0;
        return types;
    }

    private static JsonArray Values(JsonObject body) => body["values"]!.AsArray();

    private static string Id(JsonNode item) => item["id"]!.GetValue<string>();

    private static bool IsSearch(string path) =>
        path.EndsWith("/object/aql", StringComparison.Ordinal);

    private static string TypeIn(string query) => Type().Match(query).Value;

    [GeneratedRegex("objectTypeId = [0-9]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Type();

    // As it stands in JSON.
    [GeneratedRegex(
        @" AND objectId (>|\\u003E)=? [0-9]+",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Ids();

    /// <summary>Half of a text, then nothing more.</summary>
    private sealed class BrokenContent(string text) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(
            Stream stream,
            TransportContext? context
        )
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(text[..(text.Length / 2)]));
            throw new HttpRequestException(HttpRequestError.ResponseEnded);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
