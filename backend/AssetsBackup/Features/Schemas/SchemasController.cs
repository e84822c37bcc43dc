using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace AssetsBackup.Features.Schemas;

/// <summary>The synced schemas.</summary>
[ApiController]
[Route("api/schemas")]
public sealed class SchemasController(ISender sender) : ControllerBase
{
    [HttpGet(Name = "listSchemas")]
    public async Task<SchemaList> List(CancellationToken cancellationToken) =>
        await sender.Send(new ListSchemas(), cancellationToken);

    /// <summary>404 schema-not-found.</summary>
    [HttpGet("{id:guid}", Name = "getSchema")]
    public async Task<SchemaView> Get(Guid id, CancellationToken cancellationToken) =>
        await sender.Send(new GetSchema(id), cancellationToken);

    /// <summary>
    /// Deletes a schema from the app: its row and its schedule, which leaves its backups where they are, and the next sync brings it back; of one
    /// that is gone from Assets all backups, for good. 404 schema-not-found; 409 schema-in-use, backup-pinned, backups-kept,
    /// storage-not-connected, and schema-status-changed where withBackups does not fit its status.
    /// </summary>
    /// <param name="id">The schema.</param>
    /// <param name="withBackups">Whether its backups are to go, as they do where it is gone from Assets; false where left out.</param>
    /// <param name="cancellationToken">Stops it between two backups; pruning deletes the others.</param>
    [HttpDelete("{id:guid}", Name = "deleteSchema")]
    public async Task<SchemaDeleted> Delete(
        Guid id,
        bool withBackups,
        CancellationToken cancellationToken
    ) => await sender.Send(new DeleteSchema(id, withBackups), cancellationToken);

    /// <summary>Starts reading the lists of schemas of all instances; a sync that runs already is answered instead of starting another.</summary>
    [HttpPost("sync", Name = "syncSchemas")]
    public async Task<SyncStarted> Sync(CancellationToken cancellationToken) =>
        await sender.Send(new StartSync(), cancellationToken);
}
