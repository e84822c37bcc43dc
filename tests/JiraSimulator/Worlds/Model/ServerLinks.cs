using System.Globalization;

namespace JiraSimulator.Worlds;

/// <summary>What values of Data Center alone lead to: versions of projects and pages of a Confluence beside it (contract §6.3).</summary>
internal static class ServerLinks
{
    public const string ConfluenceLinkId = "4d2cc052-70e2-413c-8378-019ea9ebdc83";
    public const string SpaceKey = "DOCS";

    public static IReadOnlyList<ServerLink> Versions { get; } =
    [new(10200, "1.0"), new(10201, "1.1 – Süd"), new(10202, "2.0 beta")];

    public static IReadOnlyList<ServerLink> Pages { get; } =
    [new(65601, "Runbook"), new(65602, "Büro München: Netz"), new(65603, "障害対応")];

    /// <summary>The version or page of a stored value.</summary>
    public static ServerLink Find(IReadOnlyList<ServerLink> links, string value) =>
        links.First(link => link.IdText == value);
}

internal sealed record ServerLink(long Id, string Name)
{
    public string IdText { get; } = Id.ToString(CultureInfo.InvariantCulture);
}
