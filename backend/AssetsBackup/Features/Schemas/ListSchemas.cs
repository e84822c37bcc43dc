using Mediator;

namespace AssetsBackup.Features.Schemas;

public sealed record ListSchemas : IRequest<SchemaList>;

public sealed record GetSchema(Guid Id) : IRequest<SchemaView>;

public sealed record SchemaList(IReadOnlyList<SchemaView> Items);
