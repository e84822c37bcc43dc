using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace AssetsBackup.Features.Snapshots.Retention;

/// <summary>How long backups are kept.</summary>
[ApiController]
[Route("api")]
public sealed class RetentionController(ISender sender) : ControllerBase
{
    /// <summary>The policy of a schema, and what it would delete now. 404 schema-not-found.</summary>
    [HttpGet("schemas/{schemaId:guid}/retention", Name = "getRetention")]
    public async Task<RetentionView> Get(Guid schemaId, CancellationToken cancellationToken) =>
        await sender.Send(new GetRetention(schemaId), cancellationToken);

    /// <summary>What another policy would delete now; nothing is saved. 422 names the field.</summary>
    [HttpPost("schemas/{schemaId:guid}/retention/preview", Name = "previewRetention")]
    public async Task<RetentionView> Preview(
        Guid schemaId,
        RetentionPolicy policy,
        CancellationToken cancellationToken
    ) => await sender.Send(new GetRetention(schemaId, policy), cancellationToken);

    /// <summary>Gives a schema a policy of its own. 422 names the field.</summary>
    [HttpPut("schemas/{schemaId:guid}/retention", Name = "saveRetention")]
    public async Task<RetentionPolicy> Save(
        Guid schemaId,
        RetentionPolicy policy,
        CancellationToken cancellationToken
    ) => await sender.Send(new SaveRetention(schemaId, policy), cancellationToken);

    /// <summary>The schema follows the default from now on.</summary>
    [HttpDelete("schemas/{schemaId:guid}/retention", Name = "followDefaultRetention")]
    public async Task<RetentionPolicy> FollowDefault(
        Guid schemaId,
        CancellationToken cancellationToken
    ) => await sender.Send(new SaveRetention(schemaId, Policy: null), cancellationToken);

    /// <summary>The default of all schemas that have no policy of their own.</summary>
    [HttpGet("retention", Name = "getDefaultRetention")]
    public async Task<RetentionPolicy> GetDefault(CancellationToken cancellationToken) =>
        await sender.Send(new GetDefaultRetention(), cancellationToken);

    /// <summary>Changes the default of all schemas that have no policy of their own. 422 names the field.</summary>
    [HttpPut("retention", Name = "saveDefaultRetention")]
    public async Task<RetentionPolicy> SaveDefault(
        RetentionPolicy policy,
        CancellationToken cancellationToken
    ) => await sender.Send(new SaveRetention(SchemaId: null, policy), cancellationToken);
}
