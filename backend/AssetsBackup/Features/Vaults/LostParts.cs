using System.Text.Json;
using AssetsBackup.Features.Connections.Storage;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Features.Snapshots.Records;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Vault;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Vaults;

/// <summary>
/// Backups whose later revision the storage does not have any more, the one with what hangs on objects: the vault itself takes
/// the earlier one for whole.
/// </summary>
internal sealed class LostParts(AppDatabase database, TimeProvider clock)
{
    private const string Lost = "It was backed up, and is lost in the storage.";

    /// <summary>What lists show of them is from then on what is left.</summary>
    /// <param name="place">Where they lie.</param>
    /// <param name="store">Its blobs.</param>
    /// <param name="keys">Whose vault it is.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>Their ids.</returns>
    public async Task<IReadOnlyList<Guid>> TellAsync(
        StoragePlace place,
        IBlobStore store,
        TenantKeys keys,
        CancellationToken cancellationToken
    )
    {
        // Before the storage: a backup that becomes whole meanwhile has lost nothing.
        var rows = await database
            .Snapshots.Where(row =>
                row.TenantId == place.TenantId
                && row.StoragePlaceId == place.Id
                && row.State != SnapshotState.ObjectsOnly
            )
            .ToListAsync(cancellationToken);
        var left = await ObjectsOnlyAsync(store, keys, cancellationToken);
        rows.RemoveAll(row => !left.ContainsKey(row.Id));
        foreach (var row in rows)
        {
            var parts = left[row.Id].Parts.Select(part => part.Without(Lost));
            row.State = SnapshotState.ObjectsOnly;
            row.Parts = JsonSerializer.Serialize(parts, JsonSerializerOptions.Web);
            row.DamagedAt = clock.GetUtcNow();
        }
        await database.SaveChangesAsync(cancellationToken);
        return [.. rows.Select(row => row.Id)];
    }

    private async Task<Dictionary<Guid, SnapshotFacts>> ObjectsOnlyAsync(
        IBlobStore store,
        TenantKeys keys,
        CancellationToken cancellationToken
    )
    {
        var found = new Dictionary<Guid, SnapshotFacts>();
        try
        {
            var vault = await TenantVault.OpenAsync(store, keys, clock, cancellationToken);
            await foreach (var root in vault.ListAsync(RootKind.Snapshot, cancellationToken))
                if (SnapshotFacts.Read(root.Facts) is { State: SnapshotState.ObjectsOnly } facts)
                    found.Add(root.Id, facts);
        }
        catch (VaultException)
        {
            // Verification tells what cannot be read; what could be is known.
        }
        return found;
    }
}
