using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AssetsBackup.Features.Audit;

/// <summary>
/// One line of a tenant's audit log. Each is authenticated together with the one before it; whoever is named by a number can
/// be forgotten without that. What can be read as anything is kept as text, so that a row that was tampered with is read too.
/// </summary>
internal sealed class AuditEntry
{
    public required Guid TenantId { get; init; }

    /// <summary>From 1, without gaps.</summary>
    public required long Seq { get; init; }

    /// <summary>UTC ticks.</summary>
    public required long At { get; init; }

    /// <summary>Of <see cref="Actor"/>.</summary>
    public required long ActorNumber { get; init; }

    /// <summary>Of <see cref="AuditAction"/>.</summary>
    public required string Action { get; init; }

    /// <summary>Of <see cref="AuditSubjectKind"/>.</summary>
    public required string SubjectKind { get; init; }

    /// <summary>Null where the kind says it all.</summary>
    public required string? SubjectId { get; init; }

    /// <summary>What it was called then.</summary>
    public required string Subject { get; init; }

    public required string? RunId { get; init; }

    /// <summary>Old and new values in plain words, as JSON of <see cref="AuditValue"/>; never a secret.</summary>
    public required string Values { get; init; }

    /// <summary>Of this row and the one before it (<see cref="AuditSeals"/>).</summary>
    public byte[] Mac { get; set; } = [];
}

/// <summary>The end of a tenant's audit log: without it nobody would miss what is cut off there. Its row is the lock of who appends.</summary>
internal sealed class AuditHead
{
    public required Guid TenantId { get; init; }

    /// <summary>Of the last row.</summary>
    public required long Seq { get; init; }

    /// <summary>Of the last row.</summary>
    public required byte[] Mac { get; init; }

    /// <summary>Of the two together: the MAC of an earlier row does not make it the last one.</summary>
    public required byte[] Seal { get; init; }
}

/// <summary>Whose number it is in a tenant's audit log.</summary>
internal sealed class Actor
{
    public required Guid TenantId { get; init; }

    public required long Number { get; init; }

    /// <summary>The Atlassian account, "operator" or "schedule"; null once it was erased.</summary>
    public required string? AccountId { get; init; }

    /// <summary>Of number and account; null once that was erased.</summary>
    public required byte[]? Mac { get; init; }
}

internal sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.HasKey(entry => new { entry.TenantId, entry.Seq });
        builder.HasIndex(entry => new { entry.TenantId, entry.At });
    }
}

internal sealed class AuditHeadConfiguration : IEntityTypeConfiguration<AuditHead>
{
    public void Configure(EntityTypeBuilder<AuditHead> builder) =>
        builder.HasKey(head => head.TenantId);
}

internal sealed class ActorConfiguration : IEntityTypeConfiguration<Actor>
{
    public void Configure(EntityTypeBuilder<Actor> builder)
    {
        builder.HasKey(actor => new { actor.TenantId, actor.Number });
        builder.HasIndex(actor => new { actor.TenantId, actor.AccountId }).IsUnique();
    }
}
