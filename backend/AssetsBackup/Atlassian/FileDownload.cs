using System.Net;
using System.Net.Http.Headers;
using AssetsBackup.Atlassian.Assets;

namespace AssetsBackup.Atlassian;

/// <summary>Bytes of pictures and attachments, as streams (contract §5.10, §5.11).</summary>
/// <param name="client">Sends no credentials by itself.</param>
/// <param name="credentials">For the site's own hosts only.</param>
/// <param name="trusted">Those hosts.</param>
/// <param name="server">The address of a Data Center; null for Cloud.</param>
internal sealed class FileDownload(
    HttpClient client,
    AuthenticationHeaderValue credentials,
    IReadOnlySet<string> trusted,
    string? server = null
)
{
    private const string MediaHost = "https://api.media.atlassian.com";

    /// <summary>A file of the media host; null when its token is expired, or not for this file.</summary>
    /// <exception cref="AtlassianException">It cannot be had.</exception>
    public Task<Stream?> FromMediaAsync(
        MediaCredentials media,
        string fileId,
        CancellationToken cancellationToken
    )
    {
        // The contract knows the token in the address only. No log names an address of ours with its query.
        var address = new Uri(
            $"{(media.MediaBaseUrl ?? MediaHost).TrimEnd('/')}/file/{Uri.EscapeDataString(fileId)}/binary"
                + $"?client={Uri.EscapeDataString(media.ClientId)}&token={Uri.EscapeDataString(media.MediaJwtToken)}"
        );
        return GetAsync(address, null, cancellationToken);
    }

    /// <summary>What is at an address that Assets gave; null when the token is expired that it leads to.</summary>
    /// <exception cref="AtlassianException">It cannot be had.</exception>
    public async Task<Stream?> FromAddressAsync(Uri address, CancellationToken cancellationToken)
    {
        address = OfServer(address);
        var own = trusted.Contains(address.Host) ? credentials : null;
        var (stream, next) = await SendAsync(address, own, cancellationToken);
        // On another host the redirect is followed without our credentials.
        return next is null
            ? stream
            : await GetAsync(
                next,
                own is not null && next.Host == address.Host ? own : null,
                cancellationToken
            );
    }

    // A Data Center names its files by its own address, which need not be the one that it is called at.
    private Uri OfServer(Uri address) =>
        server is not null
        && address.PathAndQuery.IndexOf("/rest/", StringComparison.Ordinal) is >= 0 and var rest
            ? new Uri(server + address.PathAndQuery[rest..])
            : address;

    private async Task<Stream?> GetAsync(
        Uri address,
        AuthenticationHeaderValue? authorization,
        CancellationToken cancellationToken
    ) => (await SendAsync(address, authorization, cancellationToken)).Stream;

    private async Task<(Stream? Stream, Uri? Next)> SendAsync(
        Uri address,
        AuthenticationHeaderValue? authorization,
        CancellationToken cancellationToken
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = authorization;
        HttpResponseMessage response;
        try
        {
            response = await client.SendAsync(
                request,
                HttpCompletionOption.ResponseHeadersRead,
                cancellationToken
            );
        }
        catch (Exception exception)
        {
            var failure = AtlassianFailures.OfTransport(request, exception, cancellationToken);
            if (ReferenceEquals(failure, exception))
                throw;
            throw failure;
        }
        if (
            response.Headers.Location is { } next
            && (int)response.StatusCode is >= 300 and < 400
            && !AtlassianFailures.IsToSignIn(response)
        )
        {
            response.Dispose();
            return (null, new Uri(address, next));
        }
        if (
            authorization is null
            && (IsExpired(response.StatusCode) || AtlassianFailures.IsToSignIn(response))
        )
        {
            response.Dispose();
            return (null, null);
        }
        if (await AtlassianFailures.OfResponseAsync(response) is { } refused)
            throw refused;
        var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        return (new FileBody(body, Endpoint.Of(request)), null);
    }

    private static bool IsExpired(HttpStatusCode status) =>
        status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden;
}
