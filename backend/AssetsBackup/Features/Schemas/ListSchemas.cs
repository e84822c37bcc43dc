using AssetsBackup.Doors;
using AssetsBackup.Hosting.Database;
using Mediator;

namespace AssetsBackup.Features.Schemas;

public sealed record ListSchemas : IRequest<SchemaList>;

public sealed record GetSchema(Guid Id) : IRequest<SchemaView>;

public sealed record SchemaList(IReadOnlyList<SchemaView> Items);

internal sealed class ListSchemasHandler(AppDatabase database, Caller caller)
    : IRequestHandler<ListSchemas, SchemaList>,
        IRequestHandler<GetSchema, SchemaView>
{
    public async ValueTask<SchemaList> Handle(
        ListSchemas request,
        CancellationToken cancellationToken
    ) => new(await SchemaViews.ReadAsync(database, caller.TenantId, _ => true, cancellationToken));

    public async ValueTask<SchemaView> Handle(
        GetSchema request,
        CancellationToken cancellationToken
    )
    {
        var found = await SchemaViews.ReadAsync(
            database,
            caller.TenantId,
            schema => schema.Id == request.Id,
            cancellationToken
        );
        return found.SingleOrDefault() ?? throw SchemaProblems.NotFound();
    }
}
