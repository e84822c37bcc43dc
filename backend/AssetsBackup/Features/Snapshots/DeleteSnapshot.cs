using AssetsBackup.Doors;
using AssetsBackup.Features.Vaults;
using AssetsBackup.Hosting.Database;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Snapshots;

public sealed record DeleteSnapshot(Guid Id) : IRequest<SnapshotDeleted>;

public sealed record SnapshotDeleted(Guid Id);

/// <summary>What only it needed is freed by pruning, later.</summary>
internal sealed class DeleteSnapshotHandler(
    AppDatabase database,
    Caller caller,
    TenantVaults vaults,
    SnapshotDeletion deletion
) : IRequestHandler<DeleteSnapshot, SnapshotDeleted>
{
    public async ValueTask<SnapshotDeleted> Handle(
        DeleteSnapshot request,
        CancellationToken cancellationToken
    )
    {
        var snapshot =
            await database.Snapshots.SingleOrDefaultAsync(
                row => row.TenantId == caller.TenantId && row.Id == request.Id,
                cancellationToken
            ) ?? throw SnapshotLookup.NotFound();
        using var opened = await vaults.OpenOfSnapshotAsync(
            caller.TenantId,
            snapshot.Id,
            fence: null,
            cancellationToken
        );
        await deletion.DeleteAsync(
            snapshot,
            opened.Vault,
            caller.AccountId,
            expired: null,
            isStillExpired: null,
            cancellationToken
        );
        return new SnapshotDeleted(snapshot.Id);
    }
}
