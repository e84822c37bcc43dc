using Mediator;

namespace AssetsBackup.Features.Snapshots;

public sealed record ListSnapshots(Guid SchemaId) : IRequest<SnapshotList>;

public sealed record GetSnapshot(Guid Id) : IRequest<SnapshotView>;

public sealed record SnapshotList(IReadOnlyList<SnapshotView> Items);
