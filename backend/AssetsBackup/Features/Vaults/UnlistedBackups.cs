using AssetsBackup.Features.Connections.Storage;
using AssetsBackup.Features.Runs;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Hosting.Problems;
using AssetsBackup.Vault;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AssetsBackup.Features.Vaults;

/// <summary>
/// Backups that a storage has and the database does not know: their run ended before it could tell of them, or the database is a
/// copy from before.
/// </summary>
internal sealed class UnlistedBackups(
    AppDatabase database,
    BackupRows rows,
    TenantVaults vaults,
    KeyStore keys,
    IOptions<StorageRegions> regions,
    NewStorage newStorage,
    TimeProvider clock
)
{
    public static string InWords(int listed) =>
        $"{Words.Count(listed, "backup")} that the storage has {(listed == 1 ? "was not listed: it is" : "were not listed: they are")} now.";

    /// <summary>Lists those of every place of a tenant that can be looked at, the current one first.</summary>
    /// <returns>Each place that had some, or that cannot be read.</returns>
    public async Task<IReadOnlyList<FoundVault>> ListAsync(
        Guid tenantId,
        CancellationToken cancellationToken
    )
    {
        var all = new List<FoundVault>();
        foreach (var place in await PlacesAsync(tenantId, cancellationToken))
        {
            var listed = await ListAsync(place, cancellationToken);
            if (listed.Items.Count > 0 || listed.Problem is not null)
                all.Add(new FoundVault(place, listed.Items, listed.Problem));
        }
        return all;
    }

    /// <summary>Lists those of one place from now on; that of a run that is not over is left to the run.</summary>
    /// <returns>Those that were listed by this call.</returns>
    public async Task<FoundSnapshots> ListAsync(
        StoragePlace place,
        IBlobStore store,
        TenantKeys tenantKeys,
        CancellationToken cancellationToken
    )
    {
        var there = await new VaultGlance(store, tenantKeys).ListAsync(
            RootKind.Snapshot,
            cancellationToken
        );
        if ((await UnknownAsync(place, there, cancellationToken)).Count == 0)
            return FoundSnapshots.None;
        var found = await FoundSnapshots.ReadAsync(store, tenantKeys, clock, cancellationToken);
        // Looked at and added in one transaction: another verification may add them meanwhile.
        await using var transaction = await database.Database.BeginTransactionAsync(
            cancellationToken
        );
        var unknown = await UnknownAsync(place, there, cancellationToken);
        var unlisted = found.Items.Where(snapshot => unknown.Contains(snapshot.Root.Id)).ToList();
        if (unlisted.Count > 0)
            await rows.AddAsync(
                place,
                [.. unlisted.Select(snapshot => (snapshot, place))],
                cancellationToken
            );
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return found with { Items = unlisted };
    }

    private async Task<FoundSnapshots> ListAsync(
        StoragePlace place,
        CancellationToken cancellationToken
    )
    {
        try
        {
            using var tenantKeys = await keys.OpenAsync(place.TenantId, cancellationToken);
            return await ListAsync(place, vaults.StoreOf(place), tenantKeys, cancellationToken);
        }
        catch (Exception e) when (VaultFailures.Of(e) is { } failure)
        {
            return new FoundSnapshots([], $"{failure.Title}. {failure.Detail}");
        }
    }

    /// <summary>Those that the database has, and regions that it may not have known of yet.</summary>
    private async Task<IReadOnlyList<StoragePlace>> PlacesAsync(
        Guid tenantId,
        CancellationToken cancellationToken
    )
    {
        var current = await database.FindCurrentStorageAsync(tenantId, cancellationToken);
        var known = await database
            .StoragePlaces.Where(place =>
                place.TenantId == tenantId
                && (place.Kind == StorageKind.Managed || place.Access != null)
            )
            .OrderByDescending(place => place.CreatedAt)
            .ToListAsync(cancellationToken);
        return
        [
            .. known.OrderByDescending(place => place == current),
            .. regions
                .Value.Offered()
                .Select(option => option.Region)
                .Except(known.Select(place => place.Region))
                .Select(region => newStorage.Managed(tenantId, region!)),
        ];
    }

    /// <summary>A run that is under way tells of its own backup.</summary>
    private async Task<IReadOnlySet<Guid>> UnknownAsync(
        StoragePlace place,
        IEnumerable<Guid> there,
        CancellationToken cancellationToken
    )
    {
        var known = await database
            // Those too whose deletion broke off: they are deleted to the end.
            .Snapshots.IgnoreQueryFilters()
            .Where(row => row.TenantId == place.TenantId)
            .Select(row => row.Id)
            .Concat(
                database
                    .Runs.Where(run =>
                        run.TenantId == place.TenantId && RunStates.Active.Contains(run.State)
                    )
                    .Select(run => run.Id)
            )
            .ToListAsync(cancellationToken);
        return there.Except(known).ToHashSet();
    }
}
