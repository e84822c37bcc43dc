using AssetsBackup.Atlassian;
using AssetsBackup.Features.Tenants;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AssetsBackup.Features.Connections;

/// <summary>A site with the credentials we use: the tenant's current one, or a target of migrations.</summary>
internal sealed class Connection
{
    public required Guid Id { get; init; }

    public required Guid TenantId { get; init; }

    public required ConnectionRole Role { get; init; }

    public SiteKind Kind { get; init; }

    public required string Name { get; set; }

    /// <summary>https address of the site without a trailing slash. It changes with a site rename; CloudId does not.</summary>
    public required string SiteUrl { get; set; }

    /// <summary>Of a Data Center the address that is called: it is known by nothing else.</summary>
    public required string CloudId { get; set; }

    /// <summary>Of a Data Center, which has no workspaces, the same as <see cref="CloudId"/>.</summary>
    public required string WorkspaceId { get; set; }

    /// <summary>Of a Data Center the account's login name.</summary>
    public required string Email { get; set; }

    public SignIn SignIn { get; set; }

    /// <summary>Encrypted, bound to this row; write-only.</summary>
    public required byte[] ApiToken { get; set; }

    public required DateTimeOffset TokenSetAt { get; set; }

    /// <summary>The last day on which the token is good, as whoever entered it said; null where nobody did: Jira does not tell.</summary>
    public DateOnly? TokenExpiresOn { get; set; }

    /// <summary>Whether Jira accepts the token, as it last said.</summary>
    public TokenState Token { get; private set; }

    /// <summary>Why it does not.</summary>
    public string? TokenReason { get; private set; }

    /// <summary>When it last said so.</summary>
    public DateTimeOffset? TokenCheckedAt { get; private set; }

    /// <summary>False for a connection that was found in an attached vault: its token was in the lost database.</summary>
    public bool HasCredentials => Email.Length > 0;

    /// <summary>Null until wizard step 2 is done; only the current connection has storage.</summary>
    public Guid? StoragePlaceId { get; set; }

    /// <summary>Null until the first sync succeeded (wizard step 3).</summary>
    public DateTimeOffset? SyncedAt { get; set; }

    /// <summary>Whether the site gives attachments, as the last sync was told.</summary>
    public AttachmentsState Attachments { get; set; }

    /// <summary>Why it does not.</summary>
    public string? AttachmentsReason { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? DeletedAt { get; set; }

    public void TokenWorks(DateTimeOffset at) =>
        (Token, TokenReason, TokenCheckedAt) = (TokenState.Works, null, at);

    public void TokenRefused(string reason, DateTimeOffset at) =>
        (Token, TokenReason, TokenCheckedAt) = (TokenState.Refused, reason, at);
}

internal enum ConnectionRole
{
    Current,
    Target,
}

internal sealed class ConnectionConfiguration : IEntityTypeConfiguration<Connection>
{
    public void Configure(EntityTypeBuilder<Connection> builder)
    {
        builder.HasKey(connection => connection.Id);
        builder.HasIndex(connection => new { connection.TenantId, connection.Role });
        builder.HasOne<Tenant>().WithMany().HasForeignKey(connection => connection.TenantId);
    }
}
