using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace AssetsBackup.Features.Alarms;

/// <summary>Mass deletions at the source. The open ones of a schema are told with the schema, too.</summary>
[ApiController]
[Route("api/alarms")]
public sealed class AlarmsController(ISender sender) : ControllerBase
{
    /// <summary>All of the site, acknowledged ones too, the newest first.</summary>
    [HttpGet(Name = "listAlarms")]
    public async Task<AlarmList> List(CancellationToken cancellationToken) =>
        await sender.Send(new ListAlarms(), cancellationToken);

    /// <summary>Ends the hold on the backups of its schema, unless another alarm holds them. 404 alarm-not-found.</summary>
    [HttpPost("{id:guid}/acknowledgement", Name = "acknowledgeAlarm")]
    public async Task<AlarmView> Acknowledge(Guid id, CancellationToken cancellationToken) =>
        await sender.Send(new AcknowledgeAlarm(id), cancellationToken);
}
