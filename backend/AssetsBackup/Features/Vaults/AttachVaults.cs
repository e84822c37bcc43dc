using System.Text.Json;
using AssetsBackup.Features.Connections;
using AssetsBackup.Features.Connections.Credentials;
using AssetsBackup.Features.Connections.Storage;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Features.Snapshots.Records;
using AssetsBackup.Features.Tenants;
using AssetsBackup.Hosting;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Vault;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Vaults;

/// <summary>A vault that was found.</summary>
/// <param name="TenantId">Whose it is.</param>
/// <param name="Storage">Where it lies.</param>
/// <param name="SiteUrl">The site of its newest backup; null when it was not attached.</param>
/// <param name="Schemas">How many schemas it has backups of.</param>
/// <param name="Snapshots">How many backups it has.</param>
/// <param name="Problem">Why it was not attached; or what of it cannot be read, where it was; null when all is well.</param>
internal sealed record AttachedVault(
    Guid TenantId,
    string Storage,
    string? SiteUrl,
    int Schemas,
    int Snapshots,
    string? Problem = null
);

/// <summary>
/// Makes vaults known to a database that lost them: whatever the key store has a key for and managed storage, or a database
/// of the customer's own, a vault of. Vault, key store and operator key are enough; only tokens, runs and id maps are gone with the old database.
/// </summary>
internal sealed class AttachVaults(
    AppDatabase database,
    FoundVaults vaults,
    KeyStore keys,
    ConnectionCredentials credentials,
    IdSource ids,
    TimeProvider clock
)
{
    /// <param name="given">What signs in to a database to look in too, or null.</param>
    /// <param name="cancellationToken">Leaves what was attached before.</param>
    /// <exception cref="Hosting.Problems.ProblemException">What is wrong with the database.</exception>
    public async Task<IReadOnlyList<AttachedVault>> AttachAsync(
        DatabaseAccess? given,
        CancellationToken cancellationToken
    )
    {
        var known = await database.Tenants.Select(row => row.Id).ToListAsync(cancellationToken);
        var attached = new List<AttachedVault>();
        foreach (var tenantId in keys.Tenants().Except(known).Order())
        {
            var copies = await vaults.OfAsync(tenantId, given, cancellationToken);
            // A move leaves the old place as it was: the copy with the newest backup is the one that was worked with.
            var chosen = copies.MaxBy(copy => copy.Newest);
            attached.AddRange(copies.Where(copy => copy != chosen).Select(NotAttached));
            if (chosen is { Snapshots.Count: > 0 })
                attached.Add(await AttachAsync(chosen, cancellationToken));
            else if (chosen is not null)
                attached.Add(NotAttached(chosen));
        }
        return attached;

        AttachedVault NotAttached(FoundVault copy) =>
            new(
                copy.Place.TenantId,
                copy.Place.Name,
                SiteUrl: null,
                Schemas: 0,
                copy.Snapshots.Count,
                copy.Problem
                    ?? (
                        copy.Snapshots.Count == 0
                            ? "It holds no backup"
                            : "An older copy; the newer one was attached"
                    )
            );
    }

    private async Task<AttachedVault> AttachAsync(
        FoundVault copy,
        CancellationToken cancellationToken
    )
    {
        var (tenantId, newest) = (copy.Place.TenantId, copy.Snapshots[0].Facts);
        AddTenant(tenantId, newest);
        database.StoragePlaces.Add(copy.Place);
        var schemas = 0;
        foreach (var workspace in copy.Snapshots.GroupBy(snapshot => snapshot.Facts.WorkspaceId))
        {
            var connection = Connection(copy.Place, workspace.First().Facts, newest);
            database.Connections.Add(connection);
            foreach (var schema in workspace.GroupBy(snapshot => snapshot.Facts.SchemaId))
            {
                Add(connection, copy.Place, [.. schema]);
                schemas++;
            }
        }
        await database.SaveChangesAsync(cancellationToken);
        return new AttachedVault(
            tenantId,
            copy.Place.Name,
            newest.SiteUrl,
            schemas,
            copy.Snapshots.Count,
            copy.Problem
        );
    }

    private void AddTenant(Guid tenantId, SnapshotFacts newest)
    {
        var now = clock.GetUtcNow();
        database.Tenants.Add(new Tenant { Id = tenantId, CreatedAt = now });
        database.Identities.Add(
            new Identity
            {
                TenantId = tenantId,
                Kind = IdentityKind.Site,
                Value = newest.SiteUrl,
                Since = now,
            }
        );
    }

    /// <summary>The site of the newest snapshot becomes the current one; it has no token until it is set up again.</summary>
    private Connection Connection(StoragePlace place, SnapshotFacts facts, SnapshotFacts newest)
    {
        var (id, now) = (ids.Next(), clock.GetUtcNow());
        var isCurrent = facts.WorkspaceId == newest.WorkspaceId;
        return new Connection
        {
            Id = id,
            TenantId = place.TenantId,
            Role = isCurrent ? ConnectionRole.Current : ConnectionRole.Target,
            Name = new Uri(facts.SiteUrl).Host,
            SiteUrl = facts.SiteUrl,
            CloudId = facts.CloudId,
            WorkspaceId = facts.WorkspaceId,
            Email = "",
            ApiToken = credentials.Seal(place.TenantId, id, ""),
            TokenSetAt = now,
            StoragePlaceId = isCurrent ? place.Id : null,
            CreatedAt = now,
        };
    }

    private void Add(
        Connection connection,
        StoragePlace place,
        IReadOnlyList<FoundSnapshot> snapshots
    )
    {
        var newest = snapshots[0];
        var schema = new Schema
        {
            Id = ids.Next(),
            TenantId = connection.TenantId,
            ConnectionId = connection.Id,
            AssetsId = newest.Facts.SchemaId,
            Name = newest.Facts.SchemaName,
            Key = newest.Facts.SchemaKey,
            Status = SchemaStatus.Inactive,
            StatusReason = "Found in a vault that was attached; it has not been synced since.",
            LastSnapshotId = newest.Root.Id,
            LastSnapshotAt = newest.Facts.FinishedAt,
        };
        database.Schemas.Add(schema);
        database.Snapshots.AddRange(snapshots.Select(snapshot => Row(schema, place, snapshot)));
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
            Description =
                snapshot.Annotation.Description.Length > 0
                    ? snapshot.Annotation.Description
                    : snapshot.Facts.Description,
            TakenBy = snapshot.Facts.TakenBy,
            Objects = (int)snapshot.Root.Trees[SnapshotTrees.Objects].Entries,
            AddedBytes = snapshot.Facts.AddedBytes,
            Parts = JsonSerializer.Serialize(snapshot.Facts.Parts, JsonSerializerOptions.Web),
        };
}
