using AssetsBackup.Features.Schemas;
using AssetsBackup.Features.Snapshots.Records;
using AssetsBackup.Features.Vaults;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Vault;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Snapshots.Capture.Incremental;

/// <summary>
/// Finds the snapshot that a capture may build on: the schema's last one that has its parts, whole, sound as far as is known, of the same site and
/// of this program's form, in the storage that is written to, with the parts that are wanted now. Now and then none, so that
/// what Assets does not tell of changes is found all the same.
/// </summary>
/// <param name="parts">The parts that are wanted, of those that cost calls for each object.</param>
internal sealed class PreviousSnapshot(
    AppDatabase database,
    OpenedVault opened,
    IReadOnlyCollection<string> parts,
    TimeProvider clock
)
{
    /// <param name="schema">Of which a backup is made.</param>
    /// <param name="workspace">The workspace that it is in now.</param>
    /// <param name="fullEvery">Of so many captures one reads everything.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    public async Task<CaptureBase?> FindAsync(
        Schema schema,
        string workspace,
        int fullEvery,
        CancellationToken cancellationToken
    )
    {
        // One without its parts would be built on without them.
        var last = await database
            .Snapshots.Where(row =>
                row.TenantId == schema.TenantId
                && row.SchemaId == schema.Id
                && row.State != SnapshotState.ObjectsOnly
                && row.GivenUpAt == null
            )
            .OrderByDescending(row => row.TakenAt)
            .Select(row => (Guid?)row.Id)
            .FirstOrDefaultAsync(cancellationToken);
        if (last is not { } id || !await IsTrustedAsync(schema, id, cancellationToken))
            return null;
        try
        {
            var found = await OpenAsync(id, cancellationToken);
            return
                MayBuildOn(found.Facts, schema, workspace)
                && found.Basis.SinceFull + 1 < fullEvery
                && found.Facts.StartedAt <= clock.GetUtcNow()
                ? found
                : null;
        }
        catch (VaultException)
        {
            // Verification tells what is wrong with it; a full capture needs nothing of it.
            return null;
        }
    }

    /// <summary>
    /// The last one that has all objects, to hold against what Assets shows now: however many were partial since, whatever is
    /// wanted of it, and whether it may be built on or not.
    /// </summary>
    /// <exception cref="VaultException">It cannot be read any more.</exception>
    public async Task<CaptureBase?> LastWholeAsync(
        Schema schema,
        string workspace,
        CancellationToken cancellationToken
    )
    {
        var found = await database
            .Snapshots.AsNoTracking()
            .Where(row =>
                row.TenantId == schema.TenantId
                && row.SchemaId == schema.Id
                && row.StoragePlaceId == opened.PlaceId
                && row.State != SnapshotState.ObjectsOnly
                && row.GivenUpAt == null
            )
            .OrderByDescending(row => row.TakenAt)
            .AsAsyncEnumerable()
            .FirstOrDefaultAsync(
                row => SnapshotPart.HaveAllObjects(SnapshotView.PartsOf(row)),
                cancellationToken
            );
        if (found is null)
            return null;
        var whole = await OpenAsync(found.Id, cancellationToken);
        return
            whole.Facts.Basis is not null
            && whole.Facts.WorkspaceId == workspace
            && whole.Facts.SchemaId == schema.AssetsId
            ? whole
            : null;
    }

    /// <summary>For a run that goes on: it builds on what it began with.</summary>
    /// <exception cref="RootNotFoundException">It may not be built on any more: the run has to begin anew.</exception>
    public async Task<CaptureBase> ReopenAsync(
        Guid id,
        Schema schema,
        string workspace,
        CancellationToken cancellationToken
    )
    {
        if (await IsTrustedAsync(schema, id, cancellationToken))
        {
            var found = await OpenAsync(id, cancellationToken);
            if (MayBuildOn(found.Facts, schema, workspace))
                return found;
        }
        throw new RootNotFoundException(RootKind.Snapshot, id);
    }

    /// <summary>
    /// It lies where the new one will, and no damage was found since it was made: a damaged file may belong to backups that nobody
    /// looked at.
    /// </summary>
    private async Task<bool> IsTrustedAsync(
        Schema schema,
        Guid id,
        CancellationToken cancellationToken
    )
    {
        var here = database
            .Snapshots.AsNoTracking()
            .Where(row => row.TenantId == schema.TenantId && row.StoragePlaceId == opened.PlaceId);
        return await here.FirstOrDefaultAsync(row => row.Id == id, cancellationToken)
                is { Objects: > 0 } found
            && !await here.AnyAsync(row => row.DamagedAt > found.TakenAt, cancellationToken);
    }

    private async Task<CaptureBase> OpenAsync(Guid id, CancellationToken cancellationToken) =>
        new(await opened.Vault.OpenRootAsync(RootKind.Snapshot, id, cancellationToken), parts);

    private bool MayBuildOn(SnapshotFacts facts, Schema schema, string workspace) =>
        facts.Basis is { RecordForm: CaptureBasis.CurrentForm } basis
        && facts.WorkspaceId == workspace
        && facts.SchemaId == schema.AssetsId
        && SnapshotPart.HaveAllObjects(facts.Parts)
        && parts.All(part =>
            basis.Tallies.Any(tally =>
                tally.Part == part
                && tally is { IsHopeless: false, IsNotOffered: false, HasMoreAgain: false }
            )
        );
}
