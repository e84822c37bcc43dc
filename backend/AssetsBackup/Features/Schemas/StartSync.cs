using AssetsBackup.Features.Runs;
using Mediator;

namespace AssetsBackup.Features.Schemas;

public sealed record StartSync : IRequest<RunStarted>;
