using AssetsBackup.Features.Runs;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace AssetsBackup.Features.Snapshots;

/// <summary>Backups: making, listing, keeping, deleting and verifying them.</summary>
[ApiController]
[Route("api")]
public sealed class SnapshotsController(ISender sender) : ControllerBase
{
    /// <summary>Backup now. 409 when one of this schema is queued or running, or its status does not allow it.</summary>
    [HttpPost("schemas/{schemaId:guid}/backups", Name = "backUp")]
    public async Task<RunStarted> BackUp(
        Guid schemaId,
        BackUpRequest request,
        CancellationToken cancellationToken
    ) =>
        await sender.Send(
            new BackUpNow(
                schemaId,
                request.Description,
                request.Attachments ?? true,
                request.Archived ?? false
            ),
            cancellationToken
        );

    /// <summary>The available backups of a schema, newest first.</summary>
    [HttpGet("schemas/{schemaId:guid}/snapshots", Name = "listSnapshots")]
    public async Task<SnapshotList> List(Guid schemaId, CancellationToken cancellationToken) =>
        await sender.Send(new ListSnapshots(schemaId), cancellationToken);

    /// <summary>404 snapshot-not-found.</summary>
    [HttpGet("snapshots/{id:guid}", Name = "getSnapshot")]
    public async Task<SnapshotView> Get(Guid id, CancellationToken cancellationToken) =>
        await sender.Send(new GetSnapshot(id), cancellationToken);

    /// <summary>Describes a backup anew. 422 names the field; 409 storage-not-connected where it cannot be written.</summary>
    [HttpPut("snapshots/{id:guid}/description", Name = "describeSnapshot")]
    public async Task<SnapshotView> Describe(
        Guid id,
        SnapshotDescription request,
        CancellationToken cancellationToken
    ) => await sender.Send(new DescribeSnapshot(id, request.Description), cancellationToken);

    /// <summary>Pins a backup, so that neither a rule nor a person deletes it, or unpins it. 409 storage-not-connected.</summary>
    [HttpPut("snapshots/{id:guid}/pin", Name = "pinSnapshot")]
    public async Task<SnapshotView> Pin(
        Guid id,
        SnapshotPin request,
        CancellationToken cancellationToken
    ) => await sender.Send(new PinSnapshot(id, request.IsPinned), cancellationToken);

    /// <summary>Deletes a backup for good. 409 backup-pinned, backup-in-use, or storage-not-connected.</summary>
    [HttpDelete("snapshots/{id:guid}", Name = "deleteSnapshot")]
    public async Task<SnapshotDeleted> Delete(Guid id, CancellationToken cancellationToken) =>
        await sender.Send(new DeleteSnapshot(id), cancellationToken);

    /// <summary>Starts reading back every byte of a snapshot.</summary>
    [HttpPost("snapshots/{id:guid}/verify", Name = "verifySnapshot")]
    public async Task<RunStarted> Verify(Guid id, CancellationToken cancellationToken) =>
        await sender.Send(new StartVerify(id), cancellationToken);
}

/// <param name="Description">At most 500 characters; empty or null for none.</param>
public sealed record SnapshotDescription(string? Description);

/// <param name="IsPinned">False takes the pin away.</param>
public sealed record SnapshotPin(bool IsPinned);

/// <param name="Description">At most 500 characters; optional.</param>
/// <param name="Attachments">False leaves attachments out; left out or true, they are captured where the site gives them.</param>
/// <param name="Archived">True captures the objects too that a Data Center has archived; left out, they are not.</param>
public sealed record BackUpRequest(
    string? Description,
    bool? Attachments = null,
    bool? Archived = null
);
