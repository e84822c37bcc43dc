using AssetsBackup.Features.Runs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AssetsBackup.Features.Plans;

/// <summary>
/// One write to the destination: the intent is stored before the call, the outcome after it. An intent without an
/// outcome is a call whose answer was lost; it is never simply made again.
/// </summary>
internal sealed class JournalEntry
{
    public required Guid RunId { get; init; }

    public required Guid TenantId { get; init; }

    /// <summary>What is written, unique in the run: kind and source id, such as <c>object/88</c>.</summary>
    public required string Action { get; init; }

    public required DateTimeOffset IntendedAt { get; set; }

    public DateTimeOffset? DoneAt { get; set; }

    /// <summary>Null while undecided.</summary>
    public JournalOutcome? Outcome { get; set; }

    public string? DestinationId { get; set; }

    /// <summary>Why it was refused, in our words, without values.</summary>
    public string? Reason { get; set; }
}

internal enum JournalOutcome
{
    Written,
    Refused,
}

internal sealed class JournalEntryConfiguration : IEntityTypeConfiguration<JournalEntry>
{
    public void Configure(EntityTypeBuilder<JournalEntry> builder)
    {
        builder.HasKey(entry => new { entry.RunId, entry.Action });
        builder.HasOne<Run>().WithMany().HasForeignKey(entry => entry.RunId);
    }
}
