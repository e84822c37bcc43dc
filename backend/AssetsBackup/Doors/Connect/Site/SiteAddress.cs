namespace AssetsBackup.Doors.Connect.Site;

/// <summary>The address of a Jira Cloud site: nothing but https and a host under Atlassian's domains (connect.md §2.1).</summary>
internal static class SiteAddress
{
    private static readonly string[] Domains = [".atlassian.net", ".jira.com"];

    /// <summary>The address in lower case without a trailing slash, or null where it is no such address.</summary>
    public static string? Parse(string? text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri))
        {
            return null;
        }
        // Comparing with what it may be leaves no room for a port, user, path, query or fragment.
        var plain = $"https://{uri.IdnHost}";
        var given = text.EndsWith('/') ? text[..^1] : text;
        return
            Domains.Any(domain => uri.IdnHost.EndsWith(domain, StringComparison.Ordinal))
            && string.Equals(given, plain, StringComparison.OrdinalIgnoreCase)
            ? plain
            : null;
    }
}
