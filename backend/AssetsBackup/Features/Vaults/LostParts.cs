using System.Linq.Expressions;
using System.Text.Json;
using AssetsBackup.Features.Connections.Storage;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Features.Snapshots.Records;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Vault;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Vaults;

/// <summary>
/// Backups whose later revision cannot be had from the storage, the one with what hangs on objects: the vault itself takes the
/// earlier one for whole.
/// </summary>
internal sealed class LostParts(AppDatabase database, TimeProvider clock)
{
    private const string Gone = "It is not in the storage any more.";

    /// <param name="place">Where they lie.</param>
    /// <param name="store">Its blobs.</param>
    /// <param name="keys">Whose vault it is.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>Their ids, without those that were given up.</returns>
    public async Task<IReadOnlyList<Guid>> FindAsync(
        StoragePlace place,
        IBlobStore store,
        TenantKeys keys,
        CancellationToken cancellationToken
    ) => [.. (await CutAsync(place, store, keys, cancellationToken)).Select(cut => cut.Row.Id)];

    /// <summary>Nobody misses them any more: lists show from then on what is left.</summary>
    /// <returns>Their ids.</returns>
    public async Task<IReadOnlyList<Guid>> GiveUpAsync(
        StoragePlace place,
        IBlobStore store,
        TenantKeys keys,
        CancellationToken cancellationToken
    )
    {
        var cut = await CutAsync(place, store, keys, cancellationToken);
        foreach (var (row, facts) in cut)
        {
            Show(row, facts, facts.Parts.Select(part => part.Without(PartState.Lost, Gone)));
            row.DamagedAt ??= clock.GetUtcNow();
        }
        await database.SaveChangesAsync(cancellationToken);
        return [.. cut.Select(one => one.Row.Id)];
    }

    /// <summary>One whose later revision is there after all, brought back or never told to the database, is a whole backup.</summary>
    public async Task WelcomeBackAsync(
        StoragePlace place,
        IBlobStore store,
        TenantKeys keys,
        CancellationToken cancellationToken
    )
    {
        var rows = await RowsAsync(
            place,
            row => row.State == SnapshotState.ObjectsOnly,
            cancellationToken
        );
        var there = await ReadAsync(rows, store, keys, cancellationToken);
        foreach (var (row, facts) in there)
            if (facts.State != SnapshotState.ObjectsOnly)
            {
                Show(row, facts, facts.Parts);
                // What comes with the later revision was read by nobody yet.
                row.VerifiedAt = null;
            }
        await database.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Looked for twice: a disk or a network that failed once must cost nothing.</summary>
    private async Task<IReadOnlyList<(Snapshot Row, SnapshotFacts Facts)>> CutAsync(
        StoragePlace place,
        IBlobStore store,
        TenantKeys keys,
        CancellationToken cancellationToken
    )
    {
        // Before the storage is looked at: a backup that becomes whole meanwhile has lost nothing.
        var rows = await RowsAsync(
            place,
            row => row.State != SnapshotState.ObjectsOnly,
            cancellationToken
        );
        IReadOnlyList<(Snapshot Row, SnapshotFacts Facts)> cut = [];
        for (var look = 1; look <= 2; look++)
        {
            cut =
            [
                .. (await ReadAsync(rows, store, keys, cancellationToken)).Where(one =>
                    one.Facts.State == SnapshotState.ObjectsOnly
                ),
            ];
            rows = [.. cut.Select(one => one.Row)];
        }
        return cut;
    }

    private Task<List<Snapshot>> RowsAsync(
        StoragePlace place,
        Expression<Func<Snapshot, bool>> which,
        CancellationToken cancellationToken
    ) =>
        database
            .Snapshots.Where(row =>
                row.TenantId == place.TenantId && row.StoragePlaceId == place.Id
            )
            .Where(which)
            .ToListAsync(cancellationToken);

    /// <summary>What the storage has of them, as far as it can be read: verification tells of the rest.</summary>
    private async Task<IReadOnlyList<(Snapshot Row, SnapshotFacts Facts)>> ReadAsync(
        List<Snapshot> rows,
        IBlobStore store,
        TenantKeys keys,
        CancellationToken cancellationToken
    )
    {
        var found = new List<(Snapshot, SnapshotFacts)>();
        if (rows.Count == 0)
            return found;
        var byId = rows.ToDictionary(row => row.Id);
        var roots = new VaultGlance(store, keys).ReadAsync(RootKind.Snapshot, cancellationToken);
        try
        {
            await foreach (var root in roots)
                if (byId.TryGetValue(root.Id, out var row) && FactsOf(root) is { } facts)
                    found.Add((row, facts));
        }
        catch (VaultException)
        {
            // A listing that meets damage has given all that can be read before.
        }
        return found;
    }

    /// <summary>Null where a version of the program wrote them that this one does not know: nothing is said of that backup.</summary>
    private static SnapshotFacts? FactsOf(RootRecord root)
    {
        try
        {
            return SnapshotFacts.Read(root.Facts);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void Show(Snapshot row, SnapshotFacts facts, IEnumerable<SnapshotPart> parts)
    {
        row.State = facts.State;
        row.Parts = JsonSerializer.Serialize(parts, JsonSerializerOptions.Web);
    }
}
