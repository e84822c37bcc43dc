using AssetsBackup.Atlassian;

namespace AssetsBackup.Doors.Connect.Site;

/// <summary>Calls a site's REST interface as the app (connect.md §4); the app token is added on the way out.</summary>
internal sealed class SiteClient(HttpClient http)
{
    public async Task<HttpResponseMessage> SendAsync(
        ConnectInstallation installation,
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        // The address was checked when it was installed; a stored one is checked again before each call.
        var site =
            SiteAddress.ParseCloud(installation.BaseUrl)
            ?? throw new InvalidOperationException("The stored site address is not Atlassian's.");
        request.RequestUri = new Uri(new Uri(site), request.RequestUri!);
        request.Options.Set(AppTokenHandler.Installation, installation);
        return await http.SendAsync(request, cancellationToken);
    }
}
