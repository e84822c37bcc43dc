using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AssetsBackup.Features.Runs;

/// <summary>Which process may act for a connection's site, and until when.</summary>
internal sealed class SiteLease
{
    public required Guid ConnectionId { get; init; }

    /// <summary>Rises by one whenever the lease changes hands; a write under an older epoch changes nothing.</summary>
    public long Epoch { get; set; }

    public DateTimeOffset Until { get; set; }
}

internal sealed class SiteLeaseConfiguration : IEntityTypeConfiguration<SiteLease>
{
    public void Configure(EntityTypeBuilder<SiteLease> builder) =>
        builder.HasKey(lease => lease.ConnectionId);
}
