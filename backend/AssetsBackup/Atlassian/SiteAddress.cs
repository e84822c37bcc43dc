namespace AssetsBackup.Atlassian;

/// <summary>The one form in which the address of a site is kept: https and a host in lower case, without a trailing slash.</summary>
internal static class SiteAddress
{
    private static readonly string[] CloudDomains = ["atlassian.net", "jira.com"];
    private static readonly string[] LocalNames = ["localhost", "localtest.me"];

    /// <summary>An address that a person entered; null for anything but https, a host name and a port, and for names of this machine.</summary>
    public static string? Parse(string? text) =>
        Uri.TryCreate(text?.Trim(), UriKind.Absolute, out var uri)
        && uri.Scheme == Uri.UriSchemeHttps
        && uri
            is { UserInfo: "", PathAndQuery: "/", Fragment: "", HostNameType: UriHostNameType.Dns }
        && !LocalNames.Any(name => uri.IdnHost == name || IsBelow(uri, name))
            ? uri.GetLeftPart(UriPartial.Authority).ToLowerInvariant()
            : null;

    /// <summary>As <see cref="Parse"/>, for a Data Center: its address may go on with the path that it runs under.</summary>
    public static string? ParseServer(string? text) =>
        Uri.TryCreate(text?.Trim(), UriKind.Absolute, out var uri)
        && uri is { Query: "", Fragment: "" }
        && Parse(uri.GetLeftPart(UriPartial.Authority)) is { } host
        && uri.UserInfo.Length == 0
            ? host + uri.AbsolutePath.TrimEnd('/')
            : null;

    /// <summary>What a Data Center is known by: the address that is called, never what it says of itself.</summary>
    /// <param name="siteUrl">As <see cref="ParseServer"/> gives it.</param>
    public static string IdentityOf(string siteUrl) => siteUrl["https://".Length..];

    /// <summary>An address that a caller claims to be a Jira Cloud site; null for any host but Atlassian's, and for a port (connect.md §2.1).</summary>
    public static string? ParseCloud(string? text) =>
        Uri.TryCreate(Parse(text), UriKind.Absolute, out var uri)
        && uri.IsDefaultPort
        && CloudDomains.Any(domain => IsBelow(uri, domain))
            ? $"https://{uri.IdnHost}"
            : null;

    private static bool IsBelow(Uri uri, string domain) =>
        uri.IdnHost.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase);
}
