using AssetsBackup.Features.Runs;
using Mediator;

namespace AssetsBackup.Features.Snapshots;

public sealed record StartVerify(Guid SnapshotId) : IRequest<RunStarted>;
