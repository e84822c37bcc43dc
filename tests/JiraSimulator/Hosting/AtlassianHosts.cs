namespace JiraSimulator.Hosting;

/// <summary>The host names that the HTTPS port answers for, beside each site's own.</summary>
public static class AtlassianHosts
{
    public const string Api = "api.atlassian.com";
    public const string Media = "api.media.atlassian.com";
    public const string InstallKeys = "connect-install-keys.atlassian.com";

    /// <summary>Host pattern of every site, for <c>RequireHost</c>.</summary>
    public const string AnySite = "*.atlassian.net";

    /// <summary>Host of the browser's page and of the control API, on the plain HTTP port.</summary>
    public const string Browser = "localhost";
}
