using AssetsBackup.Features.Plans;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Features.Snapshots;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace AssetsBackup.Features.Changes;

/// <summary>Live state by polling (design §1): everything that changed since a cursor.</summary>
[ApiController]
[Route("api/changes")]
public sealed class ChangesController(ISender sender) : ControllerBase
{
    /// <summary>Ask without a cursor once for where to start; then every 2 seconds, 10 when the page is hidden.</summary>
    [HttpGet(Name = "getChanges")]
    public async Task<ChangeSet> Get(long? after, CancellationToken cancellationToken) =>
        await sender.Send(new GetChanges(after), cancellationToken);
}

public sealed record GetChanges(long? After) : IRequest<ChangeSet>;

/// <param name="Cursor">What to send as <c>after</c> next time.</param>
public sealed record ChangeSet(
    long Cursor,
    IReadOnlyList<RunView> Runs,
    IReadOnlyList<SchemaView> Schemas,
    IReadOnlyList<SnapshotView> Snapshots,
    IReadOnlyList<PlanView> Plans
);
