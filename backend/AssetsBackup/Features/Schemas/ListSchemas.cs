using AssetsBackup.Doors;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Hosting.Problems;
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

internal static class SchemaProblems
{
    public static ProblemException NotFound() =>
        new(
            new Problem(
                "schema-not-found",
                StatusCodes.Status404NotFound,
                "There is no such schema",
                "Sync the schemas and look again."
            )
        );

    public static ProblemException NotActive(Schema schema) =>
        new(
            new Problem(
                "schema-not-active",
                StatusCodes.Status409Conflict,
                $"Only an active schema can be backed up; this one is {schema.Status}",
                "Backups made before can still be restored."
            )
        );

    public static ProblemException Busy() =>
        new(
            new Problem(
                "backup-running",
                StatusCodes.Status409Conflict,
                "A backup of this schema is queued or running already",
                "Wait for it to end, or stop it."
            )
        );
}
