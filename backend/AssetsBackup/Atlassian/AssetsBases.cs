using System.Net;

namespace AssetsBackup.Atlassian;

/// <summary>The addresses under which a workspace may answer, in the order tried (contract §1.1).</summary>
internal static class AssetsBases
{
    private static readonly string[] Contract =
    [
        "https://api.atlassian.com/jsm/assets/workspace/{workspaceId}/v1",
        "https://api.atlassian.com/ex/jira/{cloudId}/jsm/assets/workspace/{workspaceId}/v1",
        "{site}/gateway/api/jsm/assets/workspace/{workspaceId}/v1",
    ];

    // Versions that say Insight still, and those that answer both (contract §11).
    private static readonly string[] OfDataCenter = ["/rest/assets/1.0", "/rest/insight/1.0"];

    public static IReadOnlyList<Uri> Of(AtlassianOptions options, SiteCredentials site) =>
        site.Kind == SiteKind.DataCenter
            ? [.. OfDataCenter.Select(path => new Uri(site.SiteUrl + path))]
            : OfCloud(options, site);

    private static List<Uri> OfCloud(AtlassianOptions options, SiteCredentials site) =>
        [
            .. (options.AssetsBases.Count > 0 ? options.AssetsBases : Contract).Select(
                pattern => new Uri(
                    pattern
                        .Replace("{site}", site.SiteUrl, StringComparison.Ordinal)
                        .Replace("{cloudId}", site.CloudId, StringComparison.Ordinal)
                        .Replace(
                            "{workspaceId}",
                            Uri.EscapeDataString(site.WorkspaceId),
                            StringComparison.Ordinal
                        )
                )
            ),
        ];
}

/// <summary>
/// Sends a call that one base does not know to the next one. It was not processed, so that any call may be sent again.
/// </summary>
/// <param name="isElsewhere">Whether an answer says so.</param>
internal sealed class AssetsBaseFallback(
    IReadOnlyList<Uri> bases,
    Func<HttpResponseMessage, bool> isElsewhere,
    Func<int> readWorking,
    Action<int> noteWorking
) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var rest = request.RequestUri!.AbsoluteUri[bases[0].AbsoluteUri.Length..];
        var first = readWorking();
        for (var attempt = 0; ; attempt++)
        {
            var index = (first + attempt) % bases.Count;
            request.RequestUri = new Uri(bases[index].AbsoluteUri + rest);
            var response = await base.SendAsync(request, cancellationToken);
            if (!isElsewhere(response))
            {
                if (index != first)
                    noteWorking(index);
                return response;
            }
            if (attempt == bases.Count - 1)
                return response;
            response.Dispose();
        }
    }

    /// <summary>A scoped token is refused by the first base (contract §1.1).</summary>
    public static bool OnCloud(HttpResponseMessage response) =>
        response.StatusCode == HttpStatusCode.Unauthorized;

    /// <summary>An unknown address is answered with a page; what Assets does not find, with JSON (contract §11).</summary>
    public static bool OnDataCenter(HttpResponseMessage response) =>
        response
            is {
                StatusCode: HttpStatusCode.NotFound,
                Content.Headers.ContentType.MediaType: not "application/json"
            };
}
