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

    /// <summary>Starts reading the lists of schemas of all instances; a sync that runs already is answered instead of starting another.</summary>
    [HttpPost("sync", Name = "syncSchemas")]
    public async Task<SyncStarted> Sync(CancellationToken cancellationToken) =>
        await sender.Send(new StartSync(), cancellationToken);
}
