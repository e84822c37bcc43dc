using System.Net;

namespace AssetsBackup.Doors.Connect.Site;

/// <summary>The cloud id that a site's own address tells, which outlives renames and re-installs.</summary>
internal sealed class CloudIdLookup(HttpClient http)
{
    /// <param name="site">An address that SiteAddress.ParseCloud let through.</param>
    /// <returns>Null where the site does not tell it now.</returns>
    public async Task<string?> FindCloudIdAsync(string site, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await http.GetAsync(
                new Uri($"{site}/_edge/tenant_info"),
                cancellationToken
            );
            return
                answer.StatusCode == HttpStatusCode.OK
                && await answer.Content.ReadFromJsonAsync<Answer>(cancellationToken)
                    is { CloudId.Length: > 0 and <= 100 } info
                ? info.CloudId
                : null;
        }
        catch (Exception exception) when (exception.IsUnreachable(cancellationToken))
        {
            return null;
        }
    }

    private sealed record Answer(string? CloudId);
}
