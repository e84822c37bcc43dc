using AssetsBackup.Features.Tenants;
using AssetsBackup.Hosting.Keys;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AssetsBackup.Doors.Connect;

/// <summary>What a Connect <c>installed</c> call told us about one site (connect.md §2).</summary>
internal sealed class ConnectInstallation
{
    public required string ClientKey { get; init; }

    public required Guid TenantId { get; init; }

    public required string BaseUrl { get; set; }

    public string? DisplayUrl { get; set; }

    /// <summary>Encrypted, bound to this row; never leaves the server.</summary>
    public required byte[] SharedSecret { get; set; }

    public bool Enabled { get; set; }

    public required DateTimeOffset InstalledAt { get; set; }

    public DateTimeOffset? UninstalledAt { get; set; }

    public SecretContext SecretContext =>
        new(TenantId, nameof(ConnectInstallation), ClientKey, nameof(SharedSecret));
}

internal sealed class ConnectInstallationConfiguration
    : IEntityTypeConfiguration<ConnectInstallation>
{
    public void Configure(EntityTypeBuilder<ConnectInstallation> builder)
    {
        builder.HasKey(installation => installation.ClientKey);
        builder.Ignore(installation => installation.SecretContext);
        builder.HasIndex(installation => installation.TenantId);
        builder.HasOne<Tenant>().WithMany().HasForeignKey(installation => installation.TenantId);
    }
}
