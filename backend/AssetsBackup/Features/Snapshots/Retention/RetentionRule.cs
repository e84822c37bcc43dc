using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AssetsBackup.Features.Snapshots.Retention;

/// <summary>A policy that somebody has saved, for one schema or as the default of a tenant.</summary>
internal sealed class RetentionRule
{
    public required Guid TenantId { get; init; }

    /// <summary>The schema, or the tenant whose default it is.</summary>
    public required Guid OwnerId { get; init; }

    public int WithinDays { get; private set; }

    public int Daily { get; private set; }

    public int Weekly { get; private set; }

    public int Monthly { get; private set; }

    public int Yearly { get; private set; }

    public RetentionPolicy Policy
    {
        get =>
            new()
            {
                WithinDays = WithinDays,
                Daily = Daily,
                Weekly = Weekly,
                Monthly = Monthly,
                Yearly = Yearly,
            };
        set =>
            (WithinDays, Daily, Weekly, Monthly, Yearly) = (
                value.WithinDays,
                value.Daily,
                value.Weekly,
                value.Monthly,
                value.Yearly
            );
    }
}

internal sealed class RetentionRuleConfiguration : IEntityTypeConfiguration<RetentionRule>
{
    public void Configure(EntityTypeBuilder<RetentionRule> builder)
    {
        builder.HasKey(rule => new { rule.TenantId, rule.OwnerId });
        builder.Ignore(rule => rule.Policy);
    }
}
