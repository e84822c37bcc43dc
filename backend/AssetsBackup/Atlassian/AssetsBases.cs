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

    public static IReadOnlyList<Uri> Of(AtlassianOptions options, SiteCredentials site) =>
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
/// Sends a call that one base answers with 401 to the next one: a scoped token is refused by the first (contract §1.1).
/// A 401 was not processed, so that any call may be sent again.
/// </summary>
internal sealed class AssetsBaseFallback(
    IReadOnlyList<Uri> bases,
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
            if (response.StatusCode != HttpStatusCode.Unauthorized)
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
}
