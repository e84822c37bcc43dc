using Mediator;

namespace AssetsBackup.Features.Connections;

public sealed record SaveStorage(string Region) : IRequest<ConnectionCard>;
