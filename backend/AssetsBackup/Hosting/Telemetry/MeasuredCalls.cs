using System.Diagnostics;
using System.Net;

namespace AssetsBackup.Hosting.Telemetry;

/// <summary>Measures each attempt of an outbound HTTP call, whoever makes it.</summary>
internal sealed class MeasuredCalls(TimeProvider clock) : DelegatingHandler
{
    /// <summary>What the call is a part of, where the caller says so.</summary>
    public static readonly HttpRequestOptionsKey<ActivityContext> PartOf = new(nameof(PartOf));

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var operation = Operation.Of(request);
        request.Options.TryGetValue(PartOf, out var whole);
        using var span = Measured.Spans.StartActivity(operation, ActivityKind.Client, whole);
        var since = clock.GetTimestamp();
        var status = "none";
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            status = ClassOf(response.StatusCode);
            span?.SetTag("http.response.status_code", (int)response.StatusCode);
            return response;
        }
        finally
        {
            span?.SetTag("status", status);
            Measured.Calls.Add(1, new("operation", operation), new("status", status));
            Measured.CallDuration.Record(
                clock.GetElapsedTime(since).TotalSeconds,
                new KeyValuePair<string, object?>("operation", operation)
            );
        }
    }

    private static string ClassOf(HttpStatusCode status) =>
        status == HttpStatusCode.TooManyRequests ? "429" : $"{(int)status / 100}xx";
}
