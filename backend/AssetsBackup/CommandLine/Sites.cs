using AssetsBackup.Atlassian;
using AssetsBackup.Features.Connections;
using AssetsBackup.Features.Tenants;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Hosting.Problems;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.CommandLine;

/// <param name="PurgeAt">When all of an uninstalled customer is to be deleted; null for others.</param>
internal sealed record KnownSite(
    Guid TenantId,
    string SiteUrl,
    string Door,
    bool IsSetUp,
    DateTimeOffset? PurgeAt = null
);

/// <summary>The customers that this server knows, by the address of their site.</summary>
internal static class Sites
{
    public static async Task<IReadOnlyList<KnownSite>> ListAsync(
        AppDatabase database,
        CancellationToken cancellationToken
    )
    {
        var setUp = await database
            .Connections.Where(connection =>
                connection.Role == ConnectionRole.Current
                && connection.DeletedAt == null
                // One that was found in an attached vault has no token.
                && connection.Email != ""
            )
            .Select(connection => connection.TenantId)
            .ToHashSetAsync(cancellationToken);
        var installed = await database
            .ConnectInstallations.Where(installation => installation.UninstalledAt == null)
            .Select(installation => new { installation.TenantId, installation.BaseUrl })
            .ToListAsync(cancellationToken);
        var added = await database
            .Identities.Where(identity => identity.Kind == IdentityKind.Site)
            .Select(identity => new { identity.TenantId, identity.Value })
            .ToListAsync(cancellationToken);
        return
        [
            .. installed
                .Select(site => new KnownSite(
                    site.TenantId,
                    site.BaseUrl,
                    "Connect",
                    setUp.Contains(site.TenantId)
                ))
                .Concat(
                    added.Select(site => new KnownSite(
                        site.TenantId,
                        site.Value,
                        "Operator",
                        setUp.Contains(site.TenantId)
                    ))
                )
                .DistinctBy(site => site.TenantId)
                .OrderBy(site => site.SiteUrl, StringComparer.Ordinal),
        ];
    }

    /// <summary>
    /// The customers whose app was uninstalled and whose data is here still, those included whose site came back too late
    /// and is another customer now.
    /// </summary>
    public static async Task<IReadOnlyList<KnownSite>> ListUninstalledAsync(
        AppDatabase database,
        CancellationToken cancellationToken
    ) =>
        await database
            .Tenants.Where(tenant => tenant.State == TenantState.Uninstalled)
            .OrderBy(tenant => tenant.PurgeAt)
            .Select(tenant => new KnownSite(
                tenant.Id,
                tenant.UninstalledFrom ?? "unknown",
                "Connect",
                false,
                tenant.PurgeAt
            ))
            .ToListAsync(cancellationToken);

    /// <exception cref="ProblemException">site-not-added, site-ambiguous</exception>
    public static async Task<KnownSite> FindAsync(
        AppDatabase database,
        string? wanted,
        CancellationToken cancellationToken
    )
    {
        var sites = await ListAsync(database, cancellationToken);
        var matching = wanted is null ? sites : [.. sites.Where(site => IsCalled(site, wanted))];
        return matching.Count switch
        {
            1 => matching[0],
            0 => throw Unknown(wanted, sites),
            _ => throw new ProblemException(
                new Problem(
                    "site-ambiguous",
                    StatusCodes.Status400BadRequest,
                    "There is more than one site",
                    "Say which one with --site; assets-backup sites list names them."
                )
            ),
        };
    }

    /// <summary>The address that a person typed, in the form in which it is kept.</summary>
    /// <exception cref="ProblemException">site-address</exception>
    public static string AddressOf(string text) =>
        SiteAddress.Parse(text)
        ?? throw new ProblemException(
            new Problem(
                "site-address",
                StatusCodes.Status400BadRequest,
                $"{text} is not the address of a site",
                "Give the whole address with https://, such as https://your-site.atlassian.net"
            )
        );

    private static bool IsCalled(KnownSite site, string wanted) =>
        site.SiteUrl.Equals(wanted.TrimEnd('/'), StringComparison.OrdinalIgnoreCase)
        || new Uri(site.SiteUrl).Host.Equals(wanted, StringComparison.OrdinalIgnoreCase);

    private static ProblemException Unknown(string? wanted, IReadOnlyList<KnownSite> sites) =>
        new(
            new Problem(
                "site-not-added",
                StatusCodes.Status404NotFound,
                sites.Count == 0
                    ? "No site has been added yet"
                    : $"This server knows no site {wanted}",
                $"{KnownOnes(sites)}Add one with: assets-backup sites add https://your-site.atlassian.net --email you@example.com"
            )
        );

    private static string KnownOnes(IReadOnlyList<KnownSite> sites) =>
        sites.Count == 0
            ? ""
            : $"It knows {string.Join(", ", sites.Select(site => site.SiteUrl))}. ";
}
