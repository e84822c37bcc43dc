using AssetsBackup.Features.Tenants;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AssetsBackup.Features.Connections.Storage;

/// <summary>Where a tenant's backups lie, or lay before its storage was switched.</summary>
internal sealed class StoragePlace
{
    public required Guid Id { get; init; }

    public required Guid TenantId { get; init; }

    public required StorageKind Kind { get; init; }

    /// <summary>Of managed storage: a code of <c>Storage:Regions</c>.</summary>
    public string? Region { get; init; }

    /// <summary>Of an own database: its servers and its name, without who signs in.</summary>
    public string? Servers { get; set; }

    /// <summary>What the database said its version is, when it was last proved.</summary>
    public string? Version { get; set; }

    public bool UsesTls { get; set; }

    /// <summary>
    /// Connection string and authorities, encrypted, bound to this row; write-only. Forgotten when the storage is switched
    /// to another place.
    /// </summary>
    public byte[]? Access { get; set; }

    public DateTimeOffset? AccessSetAt { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>How people are told of it.</summary>
    public string Name => Region ?? Servers!;
}

public enum StorageKind
{
    Managed,
    OwnDatabase,
}

internal sealed class StoragePlaceConfiguration : IEntityTypeConfiguration<StoragePlace>
{
    public void Configure(EntityTypeBuilder<StoragePlace> builder)
    {
        builder.HasKey(place => place.Id);
        builder.Ignore(place => place.Name);
        builder.HasIndex(place => place.TenantId);
        builder.HasOne<Tenant>().WithMany().HasForeignKey(place => place.TenantId);
    }
}
