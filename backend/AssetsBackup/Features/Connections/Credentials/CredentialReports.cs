using AssetsBackup.Atlassian;
using AssetsBackup.Atlassian.Assets;
using AssetsBackup.Atlassian.DataCenter;
using AssetsBackup.Atlassian.Jira;

namespace AssetsBackup.Features.Connections.Credentials;

/// <summary>Puts into words what was proved. A right that was not tried is not claimed.</summary>
internal static class CredentialReports
{
    private const int NamedAtMost = 10;

    public static CredentialReport Of(
        SiteCredentials site,
        Myself myself,
        IReadOnlyList<SchemaLine> schemas,
        ConnectionRole role
    )
    {
        var name = myself.DisplayName ?? myself.AccountId;
        return new(
            site.WorkspaceId,
            site.Email,
            name,
            [
                new("token", CheckOutcome.Passed, $"The API token works; it belongs to {name}."),
                new("workspace", CheckOutcome.Passed, $"It is the workspace of {site.SiteUrl}."),
                Reading(schemas, role),
                .. Writing(schemas),
            ]
        );
    }

    public static CredentialReport OfDataCenter(
        SiteCredentials site,
        ServerInfo server,
        ServerAccount myself,
        IReadOnlyList<SchemaLine> schemas
    )
    {
        var name = myself.DisplayName ?? myself.Name;
        var secret =
            site.SignIn == SignIn.AccessToken ? "The personal access token" : "The password";
        return new(
            site.WorkspaceId,
            site.Email,
            name,
            [
                new(
                    "site",
                    CheckOutcome.Passed,
                    $"Jira {server.Version} (Data Center or Server) answers at {site.SiteUrl}."
                ),
                new("token", CheckOutcome.Passed, $"{secret} works; it belongs to {name}."),
                Reading(schemas, ConnectionRole.Current),
            ]
        );
    }

    private static CredentialCheckLine Reading(
        IReadOnlyList<SchemaLine> schemas,
        ConnectionRole role
    ) =>
        (schemas.Count, role) switch
        {
            // A restore makes a schema of its own, so an empty site is what a target often is.
            (0, ConnectionRole.Target) => new(
                "reading",
                CheckOutcome.Passed,
                "The account sees no schema there yet. A restore makes a new one."
            ),
            (0, _) => new(
                "reading",
                CheckOutcome.Warning,
                "The account sees no schema. Either there is none yet, or it has no role in any: give it Object Schema Manager in each schema to back up."
            ),
            _ => new(
                "reading",
                CheckOutcome.Passed,
                $"The account sees {Words.Count(schemas.Count, "schema")}."
            ),
        };

    private static IEnumerable<CredentialCheckLine> Writing(IReadOnlyList<SchemaLine> schemas)
    {
        var closed = schemas
            .Where(schema => schema.CanManage == false)
            .Select(schema => schema.Name ?? schema.Id)
            .ToList();
        var unknown = schemas.Count(schema => schema.CanManage is null);
        if (closed.Count > 0)
            yield return new(
                "writing",
                CheckOutcome.Warning,
                $"The account does not manage {Named(closed)}. Backing up works as far as it can read; restoring into them needs Object Schema Manager."
            );
        else if (unknown > 0)
            yield return new(
                "writing",
                CheckOutcome.Warning,
                $"The site does not say whether the account manages {Words.Count(unknown, "schema")}."
            );
        else if (schemas.Count > 0)
            yield return new("writing", CheckOutcome.Passed, "The account manages each of them.");
    }

    private static string Named(List<string> names) =>
        names.Count <= NamedAtMost
            ? string.Join(", ", names)
            : $"{string.Join(", ", names.Take(NamedAtMost))} and {names.Count - NamedAtMost} more";
}
