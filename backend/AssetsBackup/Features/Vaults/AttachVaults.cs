using System.Text.Json;
using AssetsBackup.Atlassian;
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

/// <summary>A vault that was found, or that is missing to a key.</summary>
/// <param name="TenantId">Whose it is.</param>
/// <param name="Storage">Where it lies; <c>none</c> where there is only a key.</param>
/// <param name="SiteUrl">The site of its newest backup; null when it was not attached.</param>
/// <param name="Schemas">How many schemas it has backups of.</param>
/// <param name="Snapshots">How many backups it has; where it was attached, those that no newer vault has too.</param>
/// <param name="Problem">Why it was not attached; or what of it cannot be read, where it was; null when all is well.</param>
/// <param name="IsConnected">
/// False for a vault beside the newest one of its tenant: its backups are listed, and readable once it is connected or moved.
/// </param>
internal sealed record AttachedVault(
    Guid TenantId,
    string Storage,
    string? SiteUrl,
    int Schemas,
    int Snapshots,
    string? Problem = null,
    bool IsConnected = true
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
        var found = new List<IReadOnlyList<FoundCopy>>();
        foreach (var tenantId in keys.Tenants().Except(known).Order())
        {
            var copies = Parted(await vaults.OfAsync(tenantId, given, cancellationToken));
            if (copies.Count == 0)
                attached.Add(KeyAlone(tenantId, given));
            attached.AddRange(
                copies.Where(copy => copy.Own.Count == 0).Select(copy => NotAttached(copy))
            );
            found.Add([.. copies.Where(copy => copy.Own.Count > 0)]);
        }
        // Of two customers of one site it belongs to the one that was worked with last.
        foreach (
            var lying in found
                .Where(copies => copies.Count > 0)
                .OrderByDescending(copies => copies[0].Vault.Newest)
        )
            attached.AddRange(await AttachAsync(lying, cancellationToken));
        attached.AddRange(
            vaults.OutOfReach(known).Select(found => NotAttached(new FoundCopy(found, [])))
        );
        return attached;
    }

    /// <summary>
    /// The copies of a vault, the one with the newest backup first: it is the one that was worked with. A move leaves the old
    /// place as it was, a switch leaves backups there that nothing else has: each copy keeps what no newer one has.
    /// </summary>
    private static IReadOnlyList<FoundCopy> Parted(IEnumerable<FoundVault> copies)
    {
        var seen = new HashSet<Guid>();
        return
        [
            .. copies
                .OrderByDescending(copy => copy.Newest)
                .Select(copy => new FoundCopy(
                    copy,
                    [.. copy.Snapshots.Where(snapshot => seen.Add(snapshot.Root.Id))]
                )),
        ];
    }

    private static AttachedVault KeyAlone(Guid tenantId, DatabaseAccess? given) =>
        new(
            tenantId,
            "none",
            SiteUrl: null,
            Schemas: 0,
            Snapshots: 0,
            "The key store has an entry for it, but no vault was found in managed storage"
                + (given is null ? "; in a database look with --database" : " nor in the database"),
            IsConnected: false
        );

    private static AttachedVault NotAttached(FoundCopy copy, string? reason = null) =>
        new(
            copy.Place.TenantId,
            copy.Place.Name,
            SiteUrl: null,
            Schemas: 0,
            copy.Vault.Snapshots.Count,
            reason
                ?? copy.Vault.Problem
                ?? (
                    copy.Vault.Snapshots.Count == 0
                        ? "It holds no backup"
                        : "An older copy; the newer one, which was attached, has every backup of it"
                ),
            IsConnected: false
        );

    private async Task<IEnumerable<AttachedVault>> AttachAsync(
        IReadOnlyList<FoundCopy> copies,
        CancellationToken cancellationToken
    )
    {
        var current = copies[0].Place;
        var snapshots = copies
            .SelectMany(copy => copy.Own.Select(snapshot => (Snapshot: snapshot, copy.Place)))
            .OrderByDescending(lying => lying.Snapshot.Facts.FinishedAt)
            .ToList();
        var home = HomeOf(snapshots[0].Snapshot.Facts);
        if (await CustomerOfAsync(home, cancellationToken) is { } other)
            return copies.Select(copy => NotAttached(copy, SiteTaken(home, other)));
        // What signs in is kept of the one that is connected only, as when a storage is switched.
        foreach (var left in copies.Skip(1))
            (left.Place.Access, left.Place.AccessSetAt) = (null, null);
        database.StoragePlaces.AddRange(copies.Select(copy => copy.Place));
        AddTenant(current.TenantId, home);
        var workspaces = snapshots.ToLookup(lying => lying.Snapshot.Facts.WorkspaceId);
        if (!workspaces.Contains(home.WorkspaceId))
            database.Connections.Add(Connection(current, home, SiteKind.Cloud, home));
        foreach (var workspace in workspaces)
        {
            var facts = workspace.First().Snapshot.Facts;
            var connection = Connection(
                current,
                new HomeSite(facts.SiteUrl, facts.CloudId, facts.WorkspaceId),
                facts.SiteKind,
                home
            );
            database.Connections.Add(connection);
            foreach (var schema in workspace.GroupBy(lying => lying.Snapshot.Facts.SchemaId))
                Add(connection, [.. schema]);
        }
        await database.SaveChangesAsync(cancellationToken);
        return copies.Select(copy => new AttachedVault(
            current.TenantId,
            copy.Place.Name,
            copy.Own[0].Facts.SiteUrl,
            copy.Own.DistinctBy(one => (one.Facts.WorkspaceId, one.Facts.SchemaId)).Count(),
            copy.Own.Count,
            copy.Vault.Problem,
            IsConnected: copy.Place == current
        ));
    }

    private async Task<Guid?> CustomerOfAsync(HomeSite home, CancellationToken cancellationToken) =>
        await database
            .Identities.Where(identity =>
                identity.Kind == IdentityKind.Site && identity.Value == home.SiteUrl
            )
            .Select(identity => (Guid?)identity.TenantId)
            .SingleOrDefaultAsync(cancellationToken);

    /// <summary>A site that was added before, or that came back after its uninstall as another customer.</summary>
    private static string SiteTaken(HomeSite home, Guid other) =>
        $"{home.SiteUrl} is customer {other:N} already, and a site is one customer only. To have these backups instead, end the server, move the app database and that customer's entry of the key store to another folder, and call assets-backup vault attach again before the site is added";

    /// <summary>The site that the app was set up for, as the newest backup tells it.</summary>
    private static HomeSite HomeOf(SnapshotFacts newest) =>
        newest.Home ?? new HomeSite(newest.SiteUrl, newest.CloudId, newest.WorkspaceId);

    private void AddTenant(Guid tenantId, HomeSite home)
    {
        var now = clock.GetUtcNow();
        database.Tenants.Add(new Tenant { Id = tenantId, CreatedAt = now });
        database.Identities.Add(
            new Identity
            {
                TenantId = tenantId,
                Kind = IdentityKind.Site,
                Value = home.SiteUrl,
                Since = now,
            }
        );
    }

    /// <summary>No instance has a token until it is set up again.</summary>
    private Connection Connection(StoragePlace place, HomeSite site, SiteKind kind, HomeSite home)
    {
        var (id, now) = (ids.Next(), clock.GetUtcNow());
        var isCurrent = site.WorkspaceId == home.WorkspaceId;
        return new Connection
        {
            Id = id,
            TenantId = place.TenantId,
            Role = isCurrent ? ConnectionRole.Current : ConnectionRole.Target,
            Kind = kind,
            Name = new Uri(site.SiteUrl).Host,
            SiteUrl = site.SiteUrl,
            CloudId = site.CloudId,
            WorkspaceId = site.WorkspaceId,
            Email = "",
            ApiToken = credentials.Seal(place.TenantId, id, ""),
            TokenSetAt = now,
            StoragePlaceId = isCurrent ? place.Id : null,
            CreatedAt = now,
        };
    }

    private void Add(
        Connection connection,
        IReadOnlyList<(FoundSnapshot Snapshot, StoragePlace Place)> snapshots
    )
    {
        var newest = snapshots[0].Snapshot;
        var schema = new Schema
        {
            Id = ids.Next(),
            TenantId = connection.TenantId,
            ConnectionId = connection.Id,
            WorkspaceId = newest.Facts.WorkspaceId,
            AssetsId = newest.Facts.SchemaId,
            Name = newest.Facts.SchemaName,
            Key = newest.Facts.SchemaKey,
            LastSnapshotId = newest.Root.Id,
            LastSnapshotAt = newest.Facts.FinishedAt,
            ObjectCount = (int)newest.Root.Trees[SnapshotTrees.Objects].Entries,
        };
        schema.Learn(SchemaFinding.Attached, clock.GetUtcNow());
        database.Schemas.Add(schema);
        database.Snapshots.AddRange(
            snapshots.Select(lying => Row(schema, lying.Place, lying.Snapshot))
        );
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
