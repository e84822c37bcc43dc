using System.Text.Json;
using AssetsBackup.Doors.Connect.Lifecycle;
using Microsoft.AspNetCore.Http.Features;

namespace AssetsBackup.Doors.Connect.Tokens;

/// <summary>The parts of a request that a token vouches for, as they came over the wire.</summary>
/// <param name="Target">The raw request target: routing decodes, and a decoded path has another hash.</param>
/// <param name="Body">What the body says of its sender; null where it has none or is not read.</param>
internal sealed record SignedCall(string? Token, string Method, string Target, LifecycleBody? Body)
{
    private const int MaxBody = 64 * 1024;
    private const string Scheme = "JWT ";

    /// <summary>A page that Jira loads into an iframe: the token can only be in the query.</summary>
    public static SignedCall OfFrame(HttpRequest request)
    {
        var tokens = request.Query["jwt"];
        return new SignedCall(
            tokens.Count == 1 ? tokens[0] : null,
            request.Method,
            Raw(request),
            null
        );
    }

    public static SignedCall OfApi(HttpRequest request) =>
        new(HeaderToken(request), request.Method, Raw(request), null);

    /// <summary>A server-to-server call. The endpoint takes the body from here: what was verified is what is used.</summary>
    public static async Task<SignedCall> OfServerAsync(
        HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        var body = await ReadBodyAsync(request, cancellationToken);
        return new SignedCall(HeaderToken(request), request.Method, Raw(request), body);
    }

    private static string Raw(HttpRequest request) =>
        request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;

    // A record would print its token; the target of a frame's call carries it too.
    public override string ToString() => Method;

    private static string? HeaderToken(HttpRequest request)
    {
        var values = request.Headers.Authorization;
        return values is [{ } value] && value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? value[Scheme.Length..].Trim()
            : null;
    }

    private static async Task<LifecycleBody?> ReadBodyAsync(
        HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        var limit = request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>();
        if (limit is { IsReadOnly: false })
            limit.MaxRequestBodySize = MaxBody;
        try
        {
            return await JsonSerializer.DeserializeAsync<LifecycleBody>(
                request.Body,
                JsonSerializerOptions.Web,
                cancellationToken
            );
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
