using AssetsBackup.Features.Schemas;
using AssetsBackup.Features.Snapshots.Records;
using AssetsBackup.Features.Vaults;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Vault;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Snapshots.Capture.Incremental;

/// <summary>
/// Finds the snapshot that a capture may build on: the schema's last one, whole, sound as far as is known, of the same site and
/// of this program's form, in the storage that is written to, with the parts that are wanted now. Now and then none, so that
/// what Assets does not tell of changes is found all the same.
/// </summary>
/// <param name="parts">The parts that are wanted, of those that cost calls for each object.</param>
internal sealed class PreviousSnapshot(
    AppDatabase database,
    OpenedVault opened,
    IReadOnlyCollection<string> parts
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
        var last = await database
            .Snapshots.AsNoTracking()
            .FirstOrDefaultAsync(
                row =>
                    row.TenantId == schema.TenantId
                    && row.Id == schema.LastSnapshotId
                    && row.StoragePlaceId == opened.PlaceId
                    && row.DamagedAt == null
                    && row.Objects > 0,
                cancellationToken
            );
        if (last is null)
            return null;
        try
        {
            var found = await OpenAsync(last.Id, cancellationToken);
            return MayBuildOn(found.Facts, schema, workspace, fullEvery) ? found : null;
        }
        catch (VaultException)
        {
            // Verification tells what is wrong with it; a full capture needs nothing of it.
            return null;
        }
    }

    /// <summary>For a run that goes on: it builds on what it began with.</summary>
    public async Task<CaptureBase?> OpenAsync(Guid? id, CancellationToken cancellationToken) =>
        id is { } known ? await OpenAsync(known, cancellationToken) : null;

    private async Task<CaptureBase> OpenAsync(Guid id, CancellationToken cancellationToken) =>
        new(await opened.Vault.OpenRootAsync(RootKind.Snapshot, id, cancellationToken), parts);

    private bool MayBuildOn(SnapshotFacts facts, Schema schema, string workspace, int fullEvery) =>
        facts.Basis is { RecordForm: CaptureBasis.CurrentForm } basis
        && basis.SinceFull + 1 < fullEvery
        && facts.WorkspaceId == workspace
        && facts.SchemaId == schema.AssetsId
        && facts.Parts.Any(part => part is { Name: "objects", State: PartState.Captured })
        && parts.All(part =>
            basis.Tallies.Any(tally =>
                tally.Part == part && tally is { IsHopeless: false, HasMoreAgain: false }
            )
        );
}
