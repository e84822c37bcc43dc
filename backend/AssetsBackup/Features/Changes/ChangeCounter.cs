using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AssetsBackup.Features.Changes;

/// <summary>The last number given to a change of a tenant's rows; what pollers of /api/changes count by.</summary>
internal sealed class ChangeCounter
{
    public required Guid TenantId { get; init; }

    public long Value { get; set; }
}

/// <summary>A row that pollers watch: its number rises with every visible change.</summary>
internal interface IWatched
{
    Guid TenantId { get; }

    long Change { get; set; }
}

internal sealed class ChangeCounterConfiguration : IEntityTypeConfiguration<ChangeCounter>
{
    public void Configure(EntityTypeBuilder<ChangeCounter> builder) =>
        builder.HasKey(counter => counter.TenantId);
}
