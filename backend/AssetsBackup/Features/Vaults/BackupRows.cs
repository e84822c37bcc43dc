using System.Text.Json;
using AssetsBackup.Atlassian;
using AssetsBackup.Features.Connections;
using AssetsBackup.Features.Connections.Credentials;
using AssetsBackup.Features.Connections.Storage;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Features.Snapshots.Records;
using AssetsBackup.Hosting;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Vault;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Vaults;

/// <summary>
/// Rows of backups that a storage has and the database does not, with what they hang on: the schema, and the instance that it
/// is of. The caller saves.
/// </summary>
internal sealed class BackupRows(
    AppDatabase database,
    ConnectionCredentials credentials,
    IdSource ids,
    TimeProvider clock
)
{
    /// <param name="current">The storage of a tenant that has no instance yet.</param>
    /// <param name="snapshots">With the place of each, the newest first; not empty.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task AddAsync(
        StoragePlace current,
        IReadOnlyList<(FoundSnapshot Snapshot, StoragePlace Place)> snapshots,
        CancellationToken cancellationToken
    )
    {
        var instances = await InstancesAsync(current, snapshots, cancellationToken);
        var schemas = await database
            .Schemas.Where(schema => schema.TenantId == current.TenantId)
            .ToListAsync(cancellationToken);
        var places = await database
            .StoragePlaces.Where(place => place.TenantId == current.TenantId)
            .Select(place => place.Id)
            .ToListAsync(cancellationToken);
        database.StoragePlaces.AddRange(
            snapshots
                .Select(lying => lying.Place)
                .DistinctBy(place => place.Id)
                .ExceptBy(places, place => place.Id)
        );
        foreach (
            var backups in snapshots.GroupBy(lying =>
                (lying.Snapshot.Facts.WorkspaceId, lying.Snapshot.Facts.SchemaId)
            )
        )
        {
            var newest = backups.First().Snapshot;
            var schema =
                instances
                    .Join(
                        schemas.Where(row => (row.WorkspaceId, row.AssetsId) == backups.Key),
                        instance => instance.Id,
                        row => row.ConnectionId,
                        (_, row) => row
                    )
                    .FirstOrDefault()
                ?? Add(InstanceOf(newest.Facts, instances, current), newest);
            if (schema.LastSnapshotAt is not { } last || last < newest.Facts.FinishedAt)
                (schema.LastSnapshotId, schema.LastSnapshotAt) = (
                    newest.Root.Id,
                    newest.Facts.FinishedAt
                );
            schema.RemovedAt = null;
            database.Snapshots.AddRange(
                backups.Select(lying => Row(schema, lying.Place, lying.Snapshot))
            );
        }
    }

    /// <summary>Those that are there, the newest first, one of them the site that the app is set up for.</summary>
    private async Task<List<Connection>> InstancesAsync(
        StoragePlace current,
        IReadOnlyList<(FoundSnapshot Snapshot, StoragePlace Place)> snapshots,
        CancellationToken cancellationToken
    )
    {
        var known = await database
            .Connections.Where(row => row.TenantId == current.TenantId)
            .OrderBy(row => row.DeletedAt != null)
            .ThenByDescending(row => row.CreatedAt)
            .ToListAsync(cancellationToken);
        if (!known.Exists(row => row is { Role: ConnectionRole.Current, DeletedAt: null }))
            known.Insert(
                0,
                Add(
                    current,
                    snapshots[0].Snapshot.Facts.HomeSite(),
                    SiteKind.Cloud,
                    ConnectionRole.Current
                )
            );
        return known;
    }

    /// <summary>The one of the backup's workspace; where there is none it is added.</summary>
    private Connection InstanceOf(
        SnapshotFacts facts,
        List<Connection> instances,
        StoragePlace current
    )
    {
        if (instances.Find(row => row.WorkspaceId == facts.WorkspaceId) is { } known)
            return known;
        var site = new HomeSite(facts.SiteUrl, facts.CloudId, facts.WorkspaceId);
        instances.Add(Add(current, site, facts.SiteKind, ConnectionRole.Target));
        return instances[^1];
    }

    /// <summary>It has no token until it is set up again.</summary>
    private Connection Add(StoragePlace place, HomeSite site, SiteKind kind, ConnectionRole role)
    {
        var (id, now) = (ids.Next(), clock.GetUtcNow());
        return database
            .Connections.Add(
                new Connection
                {
                    Id = id,
                    TenantId = place.TenantId,
                    Role = role,
                    Kind = kind,
                    Name = new Uri(site.SiteUrl).Host,
                    SiteUrl = site.SiteUrl,
                    CloudId = site.CloudId,
                    WorkspaceId = site.WorkspaceId,
                    Email = "",
                    ApiToken = credentials.Seal(place.TenantId, id, ""),
                    TokenSetAt = now,
                    StoragePlaceId = role == ConnectionRole.Current ? place.Id : null,
                    CreatedAt = now,
                }
            )
            .Entity;
    }

    private Schema Add(Connection instance, FoundSnapshot newest)
    {
        var schema = new Schema
        {
            Id = ids.Next(),
            TenantId = instance.TenantId,
            ConnectionId = instance.Id,
            WorkspaceId = newest.Facts.WorkspaceId,
            AssetsId = newest.Facts.SchemaId,
            Name = newest.Facts.SchemaName,
            Key = newest.Facts.SchemaKey,
            ObjectCount = (int)newest.Root.Trees[SnapshotTrees.Objects].Entries,
        };
        schema.Learn(SchemaFinding.Attached, clock.GetUtcNow());
        return database.Schemas.Add(schema).Entity;
    }

    private static Snapshot Row(Schema schema, StoragePlace place, FoundSnapshot snapshot) =>
        new()
        {
            Id = snapshot.Root.Id,
            TenantId = schema.TenantId,
            SchemaId = schema.Id,
            StoragePlaceId = place.Id,
            TakenAt = snapshot.Facts.FinishedAt,
            State = snapshot.Facts.State,
            Trigger = snapshot.Facts.Trigger,
            Description = snapshot.Description,
            IsPinned = snapshot.Annotation.IsPinned,
            TakenBy = snapshot.Facts.TakenBy,
            Objects = (int)snapshot.Root.Trees[SnapshotTrees.Objects].Entries,
            AddedBytes = snapshot.Facts.AddedBytes,
            Parts = JsonSerializer.Serialize(snapshot.Facts.Parts, JsonSerializerOptions.Web),
            Consistency = JsonSerializer.Serialize(
                snapshot.Facts.Consistency,
                JsonSerializerOptions.Web
            ),
        };
}
