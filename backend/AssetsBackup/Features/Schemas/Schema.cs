using AssetsBackup.Atlassian.Assets;
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

    /// <summary>The workspace that it is in. Ids repeat across workspaces (contract §2).</summary>
    public required string WorkspaceId { get; init; }

    /// <summary>The id that Assets gave it in its workspace: opaque text.</summary>
    public required string AssetsId { get; init; }

    public required string Name { get; set; }

    public required string Key { get; set; }

    public SchemaStatus Status { get; private set; }

    /// <summary>Why the schema is not active, in words for the admin.</summary>
    public string? StatusReason { get; private set; }

    /// <summary>When it came to this status; null for a row that has not changed since this was kept.</summary>
    public DateTimeOffset? StatusSince { get; private set; }

    public int ObjectCount { get; set; }

    public int ObjectTypeCount { get; set; }

    /// <summary>Whether the connection's account may configure the schema (contract §5.1).</summary>
    public bool CanManage { get; set; }

    public DateTimeOffset SyncedAt { get; set; }

    /// <summary>When an admin deleted it from the app. A sync that finds it brings it back.</summary>
    public DateTimeOffset? RemovedAt { get; set; }

    /// <summary>The newest good snapshot that was not given up.</summary>
    public Guid? LastSnapshotId { get; set; }

    public DateTimeOffset? LastSnapshotAt { get; set; }

    /// <summary>The newest backup run, whatever became of it.</summary>
    public Guid? LastBackupRunId { get; set; }

    public long Change { get; set; }

    public static Schema Of(Guid id, Connection connection, SchemaLine line) =>
        new()
        {
            Id = id,
            TenantId = connection.TenantId,
            ConnectionId = connection.Id,
            WorkspaceId = connection.WorkspaceId,
            AssetsId = line.Id,
            Name = line.Name ?? line.Id,
            Key = line.ObjectSchemaKey ?? "",
        };

    /// <summary>Takes what the list shows of it.</summary>
    public void See(SchemaLine line)
    {
        (Name, Key) = (line.Name ?? line.Id, line.ObjectSchemaKey ?? "");
        (ObjectCount, ObjectTypeCount) = (line.ObjectCount ?? 0, line.ObjectTypeCount ?? 0);
        CanManage = line.CanManage ?? false;
    }

    /// <summary>Takes the status that follows from what was found.</summary>
    public void Learn(SchemaFinding found, DateTimeOffset now)
    {
        var next = Status.After(found.Kind);
        if (next != Status)
            StatusSince = now;
        // A schema that is gone does not become so for another reason.
        else if (next == SchemaStatus.Deleted)
            return;
        (Status, StatusReason) = (next, found.Reason);
    }
}

internal sealed class SchemaConfiguration : IEntityTypeConfiguration<Schema>
{
    public void Configure(EntityTypeBuilder<Schema> builder)
    {
        builder.HasKey(schema => schema.Id);
        builder
            .HasIndex(schema => new
            {
                schema.ConnectionId,
                schema.WorkspaceId,
                schema.AssetsId,
            })
            .IsUnique();
        builder.HasIndex(schema => new { schema.TenantId, schema.Change });
        builder.HasOne<Connection>().WithMany().HasForeignKey(schema => schema.ConnectionId);
    }
}
