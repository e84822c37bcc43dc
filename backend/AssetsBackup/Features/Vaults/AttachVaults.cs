using AssetsBackup.Doors;
using AssetsBackup.Features.Alarms;
using AssetsBackup.Features.Audit;
using AssetsBackup.Features.Connections;
using AssetsBackup.Features.Connections.Storage;
using AssetsBackup.Features.Snapshots.Records;
using AssetsBackup.Features.Tenants;
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
/// <param name="WasKnown">
/// Whether the database had the tenant already: then schemas and snapshots are those that it did not list.
/// </param>
internal sealed record AttachedVault(
    Guid TenantId,
    string Storage,
    string? SiteUrl,
    int Schemas,
    int Snapshots,
    string? Problem = null,
    bool IsConnected = true,
    bool WasKnown = false
);

/// <summary>
/// Makes vaults known to a database that lost them: whatever the key store has a key for and managed storage, or a database
/// of the customer's own, a vault of. Of a customer that the database knows it lists the backups that it does not. Vault, key store and operator key are enough; only tokens, runs and id maps are gone with the old database.
/// </summary>
internal sealed class AttachVaults(
    AppDatabase database,
    FoundVaults vaults,
    KeyStore keys,
    UnlistedBackups unlisted,
    BackupRows rows,
    HoldAttached hold,
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
        foreach (var tenantId in keys.Tenants().Intersect(known).Order())
            attached.AddRange(await ListUnlistedAsync(tenantId, cancellationToken));
        var found = new List<(IReadOnlyList<FoundCopy> Older, IReadOnlyList<FoundCopy> Lying)>();
        foreach (var tenantId in keys.Tenants().Except(known).Order())
        {
            var copies = Parted(await vaults.OfAsync(tenantId, given, cancellationToken));
            if (copies.Count == 0)
                attached.Add(KeyAlone(tenantId, given));
            found.Add(
                (
                    [.. copies.Where(copy => copy.Own.Count == 0)],
                    [.. copies.Where(copy => copy.Own.Count > 0)]
                )
            );
        }
        // Of two customers of one site it belongs to the one that was worked with last.
        foreach (
            var (older, lying) in found.OrderByDescending(copies =>
                copies.Lying is [var newest, ..] ? newest.Vault.Newest : null
            )
        )
        {
            IReadOnlyList<AttachedVault> now =
                lying.Count == 0 ? [] : await AttachAsync(lying, cancellationToken);
            attached.AddRange(older.Select(copy => NotAttached(copy, WhyNot(copy, lying, now))));
            attached.AddRange(now);
        }
        attached.AddRange(
            vaults.OutOfReach(known).Select(found => NotAttached(new FoundCopy(found, [])))
        );
        return attached;
    }

    private async Task<IEnumerable<AttachedVault>> ListUnlistedAsync(
        Guid tenantId,
        CancellationToken cancellationToken
    )
    {
        var listed = await unlisted.ListAsync(tenantId, cancellationToken);
        if (listed.Count == 0)
            return [];
        foreach (var vault in listed.Where(vault => vault.Snapshots.Count > 0))
            Tell(vault.Place, vault.Snapshots.Count);
        await database.SaveChangesAsync(cancellationToken);
        var current = await database.FindCurrentStorageAsync(tenantId, cancellationToken);
        var site = await database
            .Connections.Where(row =>
                row.TenantId == tenantId
                && row.Role == ConnectionRole.Current
                && row.DeletedAt == null
            )
            .Select(row => row.SiteUrl)
            .FirstOrDefaultAsync(cancellationToken);
        return listed.Select(vault => new AttachedVault(
            tenantId,
            vault.Place.Name,
            site,
            SchemasOf(vault.Snapshots),
            vault.Snapshots.Count,
            vault.Problem,
            IsConnected: vault.Place == current,
            WasKnown: true
        ));
    }

    private void Tell(StoragePlace place, int backups) =>
        database.Audit(
            new AuditNote(
                place.TenantId,
                Caller.Operator,
                AuditAction.VaultAttached,
                new AuditSubject(AuditSubjectKind.Storage, Name: place.Name),
                [AuditValue.Of("Listed", Words.Count(backups, "backup"))]
            )
        );

    private static int SchemasOf(IEnumerable<FoundSnapshot> snapshots) =>
        snapshots.DistinctBy(one => (one.Facts.WorkspaceId, one.Facts.SchemaId)).Count();

    /// <summary>
    /// The copies of a vault, the one with the newest backup first, of equal ones that which lacks least: it is the one that was worked with. A move leaves the old
    /// place as it was, a switch leaves backups there that nothing else has: each copy keeps what no newer one has.
    /// </summary>
    private static IReadOnlyList<FoundCopy> Parted(IEnumerable<FoundVault> copies)
    {
        var seen = new HashSet<Guid>();
        return
        [
            .. copies
                .OrderByDescending(copy => copy.Newest)
                .ThenByDescending(copy => copy.Snapshots.Count)
                .ThenBy(copy => copy.Flaws)
                .Select(copy => new FoundCopy(
                    copy,
                    [.. copy.Snapshots.Where(snapshot => seen.Add(snapshot.Root.Id))]
                )),
        ];
    }

    // As a move leaves it that was given up, or one that was made and is not used yet.
    private const string AsNew =
        "A copy that is as new as the one that was attached. Keep it until verify has found all of that one right; otherwise bring all to this place with: assets-backup vault move";

    private static string? WhyNot(
        FoundCopy older,
        IReadOnlyList<FoundCopy> lying,
        IReadOnlyList<AttachedVault> now
    ) =>
        older.Vault switch
        {
            { Problem: { } problem } => problem,
            { Snapshots.Count: 0 } => null,
            _ when now is [{ SiteUrl: null, Problem: { } refused }, ..] => refused,
            { Newest: { } newest } when newest == lying[0].Vault.Newest => AsNew,
            _ => null,
        };

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

    private async Task<IReadOnlyList<AttachedVault>> AttachAsync(
        IReadOnlyList<FoundCopy> copies,
        CancellationToken cancellationToken
    )
    {
        var current = copies[0].Place;
        var snapshots = copies
            .SelectMany(copy => copy.Own.Select(snapshot => (Snapshot: snapshot, copy.Place)))
            .OrderByDescending(lying => lying.Snapshot.Facts.FinishedAt)
            .ToList();
        var home = snapshots[0].Snapshot.Facts.HomeSite();
        if (await CustomerOfAsync(home, cancellationToken) is { } other)
            return [.. copies.Select(copy => NotAttached(copy, SiteTaken(home, other)))];
        // What signs in is kept of the one that is connected only, as when a storage is switched.
        foreach (var left in copies.Skip(1))
            (left.Place.Access, left.Place.AccessSetAt) = (null, null);
        AddTenant(current.TenantId, home);
        await rows.AddAsync(current, snapshots, cancellationToken);
        foreach (var copy in copies)
            Tell(copy.Place, copy.Own.Count);
        await hold.RunAsync(database, cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
        return
        [
            .. copies.Select(copy => new AttachedVault(
                current.TenantId,
                copy.Place.Name,
                copy.Own[0].Facts.SiteUrl,
                SchemasOf(copy.Own),
                copy.Own.Count,
                copy.Vault.Problem,
                IsConnected: copy.Place == current
            )),
        ];
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
        $"{home.SiteUrl} is customer {other:N} already, and a site is one customer only. Copy these backups and their entry of the key store into a data folder of their own, and attach them there: assets-backup vault attach --data FOLDER";

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
}
