using AssetsBackup.Features.Changes;
using AssetsBackup.Features.Schemas;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AssetsBackup.Features.Snapshots;

/// <summary>What lists show of a snapshot without opening the vault. The vault's snapshot record is the truth.</summary>
internal sealed class Snapshot : IWatched
{
    /// <summary>The id of the run that made it.</summary>
    public required Guid Id { get; init; }

    public required Guid TenantId { get; init; }

    public required Guid SchemaId { get; init; }

    /// <summary>Where its bytes lie. It can be read while that is the tenant's current storage.</summary>
    public required Guid StoragePlaceId { get; set; }

    public required DateTimeOffset TakenAt { get; set; }

    public required SnapshotState State { get; set; }

    public required SnapshotTrigger Trigger { get; init; }

    public string? Description { get; set; }

    public required string TakenBy { get; init; }

    public required int Objects { get; set; }

    /// <summary>Bytes that this snapshot added to the vault.</summary>
    public required long AddedBytes { get; set; }

    /// <summary>The coverage manifest: each part with state, count and reasons, as JSON (SnapshotPart).</summary>
    public required string Parts { get; set; }

    /// <summary>The window that its objects are of, as JSON (ConsistencyWindow); null for one that a version made that did not keep it here.</summary>
    public string? Consistency { get; set; }

    /// <summary>When every byte of it was last read back and found right.</summary>
    public DateTimeOffset? VerifiedAt { get; set; }

    /// <summary>When something of it was found to be lost: when the newest of that damage was first seen; null once all of it was found right again.</summary>
    public DateTimeOffset? DamagedAt { get; set; }

    /// <summary>When its record, damaged or gone, was given up by hand: verification does not miss it any more.</summary>
    public DateTimeOffset? GivenUpAt { get; set; }

    /// <summary>Legal hold: neither a rule nor a person deletes it. The vault's annotation is the truth.</summary>
    public bool IsPinned { get; set; }

    /// <summary>
    /// When it was deleted, by a rule or by hand: no list shows it and nobody misses its record. The row stays for the plans that were
    /// made from it, and so that a deletion that broke off is brought to its end.
    /// </summary>
    public DateTimeOffset? DeletedAt { get; set; }

    public long Change { get; set; }
}

public enum SnapshotState
{
    Complete,
    Partial,

    /// <summary>Definitions and objects; what hangs on them follows, unless the run ended before.</summary>
    ObjectsOnly,
}

public enum SnapshotTrigger
{
    Manual,
    Scheduled,
}

internal sealed class SnapshotConfiguration : IEntityTypeConfiguration<Snapshot>
{
    public void Configure(EntityTypeBuilder<Snapshot> builder)
    {
        builder.HasKey(snapshot => snapshot.Id);
        builder.HasIndex(snapshot => new
        {
            snapshot.TenantId,
            snapshot.SchemaId,
            snapshot.TakenAt,
        });
        builder.HasQueryFilter(snapshot => snapshot.DeletedAt == null);
        builder.HasOne<Schema>().WithMany().HasForeignKey(snapshot => snapshot.SchemaId);
    }
}
