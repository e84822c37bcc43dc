using System.Globalization;
using AssetsBackup.Atlassian;
using AssetsBackup.Features.Audit;

namespace AssetsBackup.Features.Connections;

/// <summary>What the audit log tells of a connection; of what signs in only that it was given.</summary>
internal sealed record ConnectionFacts(
    string? Name,
    string? SiteUrl,
    string? WorkspaceId,
    string? Account,
    string? SignIn,
    string? TokenExpires
)
{
    private static readonly ConnectionFacts None = new(null, null, null, null, null, null);

    public static ConnectionFacts Of(Connection connection) =>
        new(
            connection.Name,
            connection.SiteUrl,
            connection.Kind == SiteKind.DataCenter ? null : connection.WorkspaceId,
            connection.Email,
            InWords(connection.Kind, connection.SignIn),
            connection.TokenExpiresOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        );

    public static AuditSubject SubjectOf(Connection connection) =>
        new(
            connection.Role == ConnectionRole.Current
                ? AuditSubjectKind.Connection
                : AuditSubjectKind.Target,
            connection.Id
        );

    /// <summary>A connection that was added.</summary>
    public static IEnumerable<AuditValue> Added(Connection connection) =>
        Between(None, Of(connection)).Append(AuditValue.Of("Token or password", "set"));

    /// <summary>A connection whose credentials were given anew.</summary>
    public static IEnumerable<AuditValue> Renewed(ConnectionFacts before, Connection connection) =>
        Between(before, Of(connection)).Append(AuditValue.Of("Token or password", "replaced"));

    /// <summary>A connection that is deleted.</summary>
    public static IEnumerable<AuditValue> Deleted(Connection connection) =>
        Between(Of(connection), None);

    private static string InWords(SiteKind kind, SignIn signIn) =>
        signIn == Atlassian.SignIn.AccessToken ? "personal access token"
        : kind == SiteKind.DataCenter ? "password"
        : "API token";

    private static IEnumerable<AuditValue> Between(ConnectionFacts before, ConnectionFacts after) =>
        [
            new("Name", before.Name, after.Name),
            new("Site", before.SiteUrl, after.SiteUrl),
            new("Workspace ID", before.WorkspaceId, after.WorkspaceId),
            new("Account", before.Account, after.Account),
            new("Sign-in", before.SignIn, after.SignIn),
            new("Token expires", before.TokenExpires, after.TokenExpires),
        ];
}
