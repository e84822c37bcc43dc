using AssetsBackup.Doors;
using AssetsBackup.Hosting.Database;
using Mediator;

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
    ) =>
        new(
            await SnapshotViews.ReadAsync(
                database,
                caller.TenantId,
                snapshot => snapshot.SchemaId == request.SchemaId,
                cancellationToken
            )
        );

    public async ValueTask<SnapshotView> Handle(
        GetSnapshot request,
        CancellationToken cancellationToken
    ) =>
        (
            await SnapshotViews.ReadAsync(
                database,
                caller.TenantId,
                snapshot => snapshot.Id == request.Id,
                cancellationToken
            )
        ).SingleOrDefault() ?? throw SnapshotLookup.NotFound();
}
