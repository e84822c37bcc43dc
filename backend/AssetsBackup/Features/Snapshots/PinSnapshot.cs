using AssetsBackup.Doors;
using AssetsBackup.Features.Audit;
using AssetsBackup.Features.Vaults;
using AssetsBackup.Hosting.Database;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Snapshots;

/// <summary>Puts a backup under legal hold, or takes it from there.</summary>
public sealed record PinSnapshot(Guid Id, bool IsPinned) : IRequest<SnapshotView>;

/// <summary>The vault hears it first: it refuses to delete what is pinned, whatever the app's lists say.</summary>
internal sealed class PinSnapshotHandler(AppDatabase database, Caller caller, TenantVaults vaults)
    : IRequestHandler<PinSnapshot, SnapshotView>
{
    public async ValueTask<SnapshotView> Handle(
        PinSnapshot request,
        CancellationToken cancellationToken
    )
    {
        var snapshot =
            await database.Snapshots.SingleOrDefaultAsync(
                row => row.TenantId == caller.TenantId && row.Id == request.Id,
                cancellationToken
            ) ?? throw SnapshotLookup.NotFound();
        snapshot.EnsureNotGivenUp();
        snapshot.IsPinned = request.IsPinned;
        await vaults.AnnotateAsync(
            snapshot,
            said => said with { IsPinned = snapshot.IsPinned },
            cancellationToken
        );
        // The vault took its time: it may be deleted by now, for good.
        await using var transaction = await database.Database.BeginTransactionAsync(
            cancellationToken
        );
        await database.EnsureThereAsync(caller.TenantId, snapshot.Id, cancellationToken);
        database.Audit(
            caller,
            request.IsPinned ? AuditAction.SnapshotPinned : AuditAction.SnapshotUnpinned,
            AuditSubject.Snapshot(snapshot.Id)
        );
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (
            await SnapshotViews.ReadAsync(
                database,
                caller.TenantId,
                row => row.Id == snapshot.Id,
                cancellationToken
            )
        ).Single();
    }
}
