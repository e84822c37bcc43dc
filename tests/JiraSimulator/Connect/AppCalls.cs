using System.Text.Json.Nodes;
using JiraSimulator.Sites;
using Microsoft.AspNetCore.Http.Features;

namespace JiraSimulator.Connect;

/// <summary>Recognises an app's own calls to a site: HS256 by the secret which this site sent, bound to the very request.</summary>
internal sealed class AppCalls(Installations installations, TimeProvider time)
{
    private static readonly TimeSpan Leeway = TimeSpan.FromSeconds(30);

    public Caller? Verify(HttpRequest request, Site site)
    {
        var token = request.Headers.Authorization.ToString()["JWT ".Length..].Trim();
        return
            installations.Find(site) is { IsEnabled: true } installation
            && JsonWebToken.VerifyHs256(token, installation.SharedSecret) is { } claims
            && JsonWebToken.IsText(claims["iss"], installation.App.Key)
            && IsInTime(claims)
            && JsonWebToken.IsText(claims["qsh"], HashOf(request))
            ? Caller.App(installation.App.Key)
            : null;
    }

    private bool IsInTime(JsonObject claims)
    {
        var now = time.GetUtcNow();
        return Seconds(claims["iat"]) is { } issued
            && Seconds(claims["exp"]) is { } expires
            && issued <= (now + Leeway).ToUnixTimeSeconds()
            && expires > (now - Leeway).ToUnixTimeSeconds();
    }

    // The request as it stood on the wire: the decoded path would hash differently.
    private static string HashOf(HttpRequest request) =>
        QueryStringHash.Of(
            request.Method,
            request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget
        );

    private static long? Seconds(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<long>(out var seconds) ? seconds : null;
}
