using AssetsBackup.Doors;
using AssetsBackup.Features.Connections.Storage;
using AssetsBackup.Hosting.Database;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Snapshots;

public sealed record ListSnapshots(Guid SchemaId) : IRequest<SnapshotList>;

public sealed record GetSnapshot(Guid Id) : IRequest<SnapshotView>;

public sealed record SnapshotList(IReadOnlyList<SnapshotView> Items);

internal sealed class ListSnapshotsHandler(AppDatabase database, Caller caller)
    : IRequestHandler<ListSnapshots, SnapshotList>,
        IRequestHandler<GetSnapshot, SnapshotView>
{
    public async ValueTask<SnapshotList> Handle(
        ListSnapshots request,
        CancellationToken cancellationToken
    )
    {
        var snapshots = await database
            .Snapshots.AsNoTracking()
            .Where(snapshot =>
                snapshot.TenantId == caller.TenantId && snapshot.SchemaId == request.SchemaId
            )
            .OrderByDescending(snapshot => snapshot.TakenAt)
            .ToListAsync(cancellationToken);
        var places = await StoragePlaces.ReadAsync(database, caller.TenantId, cancellationToken);
        return new SnapshotList([
            .. snapshots.Select(snapshot => SnapshotView.Of(snapshot, places)),
        ]);
    }

    public async ValueTask<SnapshotView> Handle(
        GetSnapshot request,
        CancellationToken cancellationToken
    ) =>
        SnapshotView.Of(
            await database.SnapshotAsync(caller, request.Id, cancellationToken),
            await StoragePlaces.ReadAsync(database, caller.TenantId, cancellationToken)
        );
}
