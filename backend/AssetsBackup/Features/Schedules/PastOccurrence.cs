using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AssetsBackup.Features.Schedules;

/// <summary>
/// A day on which a schedule was due, and what came of it. There is one of a schedule and day at most: what makes no day run twice,
/// whatever clocks, nodes and editors of schedules do.
/// </summary>
internal sealed class PastOccurrence
{
    public required Guid SchemaId { get; init; }

    /// <summary>The day in the schedule's zone.</summary>
    public required DateOnly Date { get; init; }

    public required Guid TenantId { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    /// <summary>When it was taken up.</summary>
    public required DateTimeOffset TakenAt { get; init; }

    /// <summary>The backup that it began; null where it was skipped.</summary>
    public Guid? RunId { get; set; }

    public SkipReason? Skipped { get; set; }
}

/// <summary>Why an occurrence began no backup.</summary>
internal enum SkipReason
{
    /// <summary>The schema is not active, its instance or the app is not in use.</summary>
    NotActive,

    /// <summary>A backup of the schema is queued, running or paused.</summary>
    Busy,

    /// <summary>The customer's key cannot be read: nothing can be encrypted for it, or told in its audit log.</summary>
    NoKey,
}

internal sealed class PastOccurrenceConfiguration : IEntityTypeConfiguration<PastOccurrence>
{
    public void Configure(EntityTypeBuilder<PastOccurrence> builder)
    {
        builder.HasKey(occurrence => new { occurrence.SchemaId, occurrence.Date });
        builder.HasIndex(occurrence => occurrence.TenantId);
        builder
            .HasOne<Schedule>()
            .WithMany()
            .HasForeignKey(occurrence => occurrence.SchemaId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}
