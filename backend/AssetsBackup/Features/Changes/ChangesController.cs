using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace AssetsBackup.Features.Changes;

/// <summary>Live state by polling: everything that changed since a cursor.</summary>
[ApiController]
[Route("api/changes")]
public sealed class ChangesController(ISender sender) : ControllerBase
{
    /// <summary>Ask without a cursor once for where to start; then every 2 seconds, 10 when the page is hidden.</summary>
    [HttpGet(Name = "getChanges")]
    public async Task<ChangeSet> Get(long? after, CancellationToken cancellationToken) =>
        await sender.Send(new GetChanges(after), cancellationToken);
}
