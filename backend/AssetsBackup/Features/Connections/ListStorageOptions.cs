using Mediator;

namespace AssetsBackup.Features.Connections;

public sealed record ListStorageOptions : IRequest<StorageOptions>;

public sealed record StorageOptions(IReadOnlyList<StorageOption> Items);

public sealed record StorageOption(string Region, string Name);
