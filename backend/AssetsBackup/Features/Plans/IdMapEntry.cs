using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AssetsBackup.Features.Plans;

/// <summary>What a thing of the source workspace is called at the destination. It outlives the restore.</summary>
internal sealed class IdMapEntry
{
    public required Guid TenantId { get; init; }

    public required string SourceWorkspace { get; init; }

    public required string DestinationWorkspace { get; init; }

    public required MappedKind Kind { get; init; }

    public required string SourceId { get; init; }

    public required string DestinationId { get; set; }

    /// <summary>The object key at the destination, where there is one.</summary>
    public string? DestinationKey { get; set; }

    public required Guid RestoreRunId { get; set; }
}

internal enum MappedKind
{
    Schema,
    Status,
    ReferenceType,
    Icon,
    ObjectType,
    Attribute,
    Object,
}

internal sealed class IdMapEntryConfiguration : IEntityTypeConfiguration<IdMapEntry>
{
    public void Configure(EntityTypeBuilder<IdMapEntry> builder)
    {
        builder.HasKey(entry => new
        {
            entry.TenantId,
            entry.SourceWorkspace,
            entry.DestinationWorkspace,
            entry.Kind,
            entry.SourceId,
        });
        builder.HasIndex(entry => new { entry.TenantId, entry.RestoreRunId });
    }
}
