using AssetsBackup.Features.Changes;
using AssetsBackup.Features.Connections;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AssetsBackup.Features.Schemas;

/// <summary>One Assets schema as the last sync saw it, and its newest backup.</summary>
internal sealed class Schema : IWatched
{
    public required Guid Id { get; init; }

    public required Guid TenantId { get; init; }

    public required Guid ConnectionId { get; init; }

    /// <summary>The id that Assets gave it in its workspace: opaque text.</summary>
    public required string AssetsId { get; init; }

    public required string Name { get; set; }

    public required string Key { get; set; }

    public SchemaStatus Status { get; set; }

    /// <summary>Why the schema is not active, in words for the admin.</summary>
    public string? StatusReason { get; set; }

    public int ObjectCount { get; set; }

    public int ObjectTypeCount { get; set; }

    /// <summary>Whether the connection's account may configure the schema (contract §5.1).</summary>
    public bool CanManage { get; set; }

    public DateTimeOffset SyncedAt { get; set; }

    /// <summary>The newest good snapshot.</summary>
    public Guid? LastSnapshotId { get; set; }

    public DateTimeOffset? LastSnapshotAt { get; set; }

    /// <summary>The newest backup run, whatever became of it.</summary>
    public Guid? LastBackupRunId { get; set; }

    public long Change { get; set; }
}

public enum SchemaStatus
{
    Active,
    Inactive,
    Deleted,
    SyncError,
}

internal sealed class SchemaConfiguration : IEntityTypeConfiguration<Schema>
{
    public void Configure(EntityTypeBuilder<Schema> builder)
    {
        builder.HasKey(schema => schema.Id);
        builder.HasIndex(schema => new { schema.ConnectionId, schema.AssetsId }).IsUnique();
        builder.HasIndex(schema => new { schema.TenantId, schema.Change });
        builder.HasOne<Connection>().WithMany().HasForeignKey(schema => schema.ConnectionId);
    }
}
