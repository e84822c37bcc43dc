using AssetsBackup.Doors;
using AssetsBackup.Features.Audit;
using AssetsBackup.Features.Connections.Storage;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Hosting.Problems;
using AssetsBackup.Vault;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AssetsBackup.Features.Vaults;

/// <summary>What a move has done so far.</summary>
/// <param name="From">The storage that backups are read from and written to until the switch.</param>
/// <param name="Left">Where in it what was moved still lies, for people: a folder, or documents of a database.</param>
/// <param name="To">The storage that the vault is moved to.</param>
/// <param name="BlobsCopied">Blobs copied by this call.</param>
/// <param name="BytesCopied">Their bytes.</param>
/// <param name="IsSwitched">Whether backups are read from and written to the new storage from now on.</param>
/// <param name="LeftBehind">Files of the old storage that cannot be read, and what it lacks itself.</param>
internal sealed record MovedVault(
    string From,
    string Left,
    string To,
    int BlobsCopied,
    long BytesCopied,
    bool IsSwitched,
    IReadOnlyList<string> LeftBehind
);

/// <summary>
/// Moves a tenant's vault to another region of managed storage, or to a database of its own. Passes may be run while backups
/// go on; the last one, run when no other process works with the data, verifies the copy and switches to it. The old place is
/// left as it is, and so is every backup that only the new place has.
/// </summary>
internal sealed class MoveVault(
    AppDatabase database,
    TenantVaults vaults,
    KeyStore keys,
    IOptions<StorageRegions> regions,
    NewStorage newStorage,
    OwnDatabases databases,
    StorageSwitch storageSwitch,
    TimeProvider clock
)
{
    /// <param name="tenantId">Whose vault.</param>
    /// <param name="region">Where to.</param>
    /// <param name="isLast">Whether no other process works with the data: then the switch is made.</param>
    /// <param name="leavesDamaged">Whether it is made although some of the old place cannot be read; that stays behind.</param>
    /// <param name="cancellationToken">Stops the move; it can be called again and goes on.</param>
    /// <exception cref="ProblemException">region-unknown, storage-same, vault-damaged, not-set-up</exception>
    public async Task<MovedVault> MoveAsync(
        Guid tenantId,
        string region,
        bool isLast,
        bool leavesDamaged,
        CancellationToken cancellationToken
    )
    {
        if (!regions.Value.Has(region))
            throw VaultProblems.UnknownRegion(region, regions.Value);
        var to = await newStorage.ManagedAsync(tenantId, region, cancellationToken);
        return await MoveAsync(to, isLast, leavesDamaged, cancellationToken);
    }

    /// <param name="tenantId">Whose vault.</param>
    /// <param name="given">What signs in to the database that it is moved to.</param>
    /// <param name="isLast">Whether no other process works with the data: then the switch is made.</param>
    /// <param name="leavesDamaged">Whether it is made although some of the old place cannot be read; that stays behind.</param>
    /// <param name="cancellationToken">Stops the move; it can be called again and goes on.</param>
    /// <exception cref="ProblemException">What is wrong with the database; storage-same, vault-damaged, not-set-up</exception>
    public async Task<MovedVault> MoveAsync(
        Guid tenantId,
        DatabaseAccess given,
        bool isLast,
        bool leavesDamaged,
        CancellationToken cancellationToken
    ) =>
        await MoveAsync(
            await databases.ConnectAsync(tenantId, given, cancellationToken),
            isLast,
            leavesDamaged,
            cancellationToken
        );

    private async Task<MovedVault> MoveAsync(
        StoragePlace to,
        bool isLast,
        bool leavesDamaged,
        CancellationToken cancellationToken
    )
    {
        var from = await database.CurrentStorageAsync(to.TenantId, cancellationToken);
        if (from.Id == to.Id)
            throw VaultProblems.SameStorage(to.Name);
        using var tenantKeys = await keys.OpenAsync(to.TenantId, cancellationToken);
        var destination = vaults.StoreOf(to);
        var copy = new VaultCopy(vaults.StoreOf(from), destination, tenantKeys);
        var report = await copy.RunAsync(isLast, cancellationToken);
        if (!report.IsWhole && !leavesDamaged)
            throw VaultProblems.Damaged(report.Damaged);
        if (report.TooNew is [var newer, ..])
            throw VaultProblems.TooNew(newer);
        if (report.DamagedThere.Count > 0)
            throw VaultProblems.DamagedThere(to.Name, report.DamagedThere);
        IReadOnlyDictionary<string, long> left = report.Damaged.ToDictionary(
            blob => blob,
            _ => long.MaxValue
        );
        if (isLast)
        {
            if (leavesDamaged)
                left = await LackingAsync(
                    vaults.StoreOf(from),
                    tenantKeys,
                    report,
                    cancellationToken
                );
            var moved = await VerifyAsync(destination, tenantKeys, left, cancellationToken);
            Tell(from, to, left.Count);
            await SwitchAsync(from, to, moved, cancellationToken);
        }
        return new MovedVault(
            from.Name,
            vaults.LyingAt(from),
            to.Name,
            report.BlobsCopied,
            report.BytesCopied,
            isLast,
            [.. left.Keys.Order(StringComparer.Ordinal)]
        );
    }

    /// <summary>That backups of the tenant lie in another place from now on is the operator's doing.</summary>
    private void Tell(StoragePlace from, StoragePlace to, int leftBehind) =>
        database.Audit(
            new AuditNote(
                to.TenantId,
                Caller.Operator,
                AuditAction.VaultMoved,
                new AuditSubject(AuditSubjectKind.Storage, Name: to.Name),
                leftBehind == 0
                    ? [new AuditValue("Storage", from.Name, to.Name)]
                    :
                    [
                        new AuditValue("Storage", from.Name, to.Name),
                        AuditValue.Of("Left behind", Words.Count(leftBehind, "damaged file")),
                    ]
            )
        );

    /// <summary>What the old place lacks itself, with how many entries each keeps from being read.</summary>
    private static async Task<IReadOnlyDictionary<string, long>> LackingAsync(
        IBlobStore store,
        TenantKeys tenantKeys,
        CopyReport copied,
        CancellationToken cancellationToken
    )
    {
        var report = await TenantVault.VerifyAsync(
            store,
            tenantKeys,
            VerifyScope.All,
            readData: false,
            progress: null,
            cancellationToken
        );
        var lacking = copied.Damaged.ToDictionary(blob => blob, _ => long.MaxValue);
        foreach (var finding in report.Findings)
            lacking.TryAdd(finding.Blob, finding.AffectedCount);
        return lacking;
    }

    /// <param name="known">What may lack there, because the old place lacks it.</param>
    /// <returns>The snapshots that the place has: of before a switch too, which were not readable meanwhile; and those that lack something.</returns>
    private async Task<(IReadOnlySet<Guid> There, IReadOnlySet<Guid> Hit)> VerifyAsync(
        IBlobStore store,
        TenantKeys tenantKeys,
        IReadOnlyDictionary<string, long> known,
        CancellationToken cancellationToken
    )
    {
        var vault = await TenantVault.OpenAsync(store, tenantKeys, clock, cancellationToken);
        // The last pass read every blob there; what is left to prove is that they belong together.
        var report = await vault.VerifyAsync(
            VerifyScope.All,
            readData: false,
            progress: null,
            cancellationToken
        );
        // Of what no index has, the name says nothing: as much of it may lack.
        var lacking = report
            .Findings.Where(finding =>
                finding.AffectedCount > known.GetValueOrDefault(finding.Blob, -1)
            )
            .Select(finding => finding.Blob)
            .ToList();
        if (lacking.Count > 0)
            throw VaultProblems.Damaged(lacking);
        var there = await vault
            .ListAsync(RootKind.Snapshot, cancellationToken)
            .Select(root => root.Id)
            .ToHashSetAsync(comparer: null, cancellationToken);
        return (there, report.SnapshotsHit());
    }

    private async Task SwitchAsync(
        StoragePlace from,
        StoragePlace to,
        (IReadOnlySet<Guid> There, IReadOnlySet<Guid> Hit) moved,
        CancellationToken cancellationToken
    )
    {
        var (there, hit) = moved;
        var connections = await database
            .Connections.Where(row =>
                row.TenantId == from.TenantId && row.StoragePlaceId == from.Id
            )
            .ToListAsync(cancellationToken);
        foreach (var connection in connections)
            connection.StoragePlaceId = to.Id;
        var snapshots = await database
            .Snapshots.IgnoreQueryFilters()
            .Where(row => row.TenantId == from.TenantId)
            .ToListAsync(cancellationToken);
        foreach (var snapshot in snapshots)
        {
            if (snapshot.StoragePlaceId == from.Id || there.Contains(snapshot.Id))
                snapshot.StoragePlaceId = to.Id;
            if (hit.Contains(snapshot.Id))
                snapshot.DamagedAt ??= clock.GetUtcNow();
        }
        // Given up in the old place, and whole in the new one.
        var back = snapshots
            .Where(row => row.GivenUpAt is not null && there.Contains(row.Id))
            .ToList();
        foreach (var snapshot in back)
            snapshot.GivenUpAt = null;
        storageSwitch.Disconnect(from);
        await database.SaveWithLastSnapshotsAsync(
            from.TenantId,
            back.Select(row => row.SchemaId),
            cancellationToken
        );
    }
}
