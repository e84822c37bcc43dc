using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AssetsBackup.Features.Runs;

/// <summary>One line of a run's log, written for the admin: ids, names and counts, never a value or a secret.</summary>
internal sealed class RunLogEntry
{
    public long Id { get; init; }

    public required Guid TenantId { get; init; }

    public required Guid RunId { get; init; }

    public required DateTimeOffset At { get; init; }

    public required RunLogLevel Level { get; init; }

    public required string Message { get; init; }
}

public enum RunLogLevel
{
    Information,
    Warning,
    Error,
}

internal sealed class RunLogEntryConfiguration : IEntityTypeConfiguration<RunLogEntry>
{
    public void Configure(EntityTypeBuilder<RunLogEntry> builder)
    {
        builder.HasKey(entry => entry.Id);
        builder.HasIndex(entry => new
        {
            entry.TenantId,
            entry.RunId,
            entry.Id,
        });
        builder.HasOne<Run>().WithMany().HasForeignKey(entry => entry.RunId);
    }
}
