using AssetsBackup.Doors;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Hosting.Problems;
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
        return new SnapshotList([.. snapshots.Select(SnapshotView.Of)]);
    }

    public async ValueTask<SnapshotView> Handle(
        GetSnapshot request,
        CancellationToken cancellationToken
    ) => SnapshotView.Of(await database.SnapshotAsync(caller, request.Id, cancellationToken));
}

internal static class SnapshotLookup
{
    /// <exception cref="ProblemException">snapshot-not-found</exception>
    public static async Task<Snapshot> SnapshotAsync(
        this AppDatabase database,
        Caller caller,
        Guid id,
        CancellationToken cancellationToken
    ) =>
        await database
            .Snapshots.AsNoTracking()
            .SingleOrDefaultAsync(
                snapshot => snapshot.TenantId == caller.TenantId && snapshot.Id == id,
                cancellationToken
            )
        ?? throw new ProblemException(
            new Problem(
                "snapshot-not-found",
                StatusCodes.Status404NotFound,
                "There is no such backup",
                "It may have been deleted."
            )
        );
}
