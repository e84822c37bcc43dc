using AssetsBackup.Features.Runs;
using Mediator;

namespace AssetsBackup.Features.Snapshots;

public sealed record BackUpNow(Guid SchemaId, string? Description) : IRequest<RunStarted>;
