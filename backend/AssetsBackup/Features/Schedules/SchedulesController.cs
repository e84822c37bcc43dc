using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace AssetsBackup.Features.Schedules;

/// <summary>When schemas are backed up by themselves. Each schema shows its own schedule.</summary>
[ApiController]
[Route("api")]
public sealed class SchedulesController(ISender sender) : ControllerBase
{
    /// <summary>
    /// Saves the schedule of a schema; one that is on begins a backup. 404 schema-not-found, 409 schema-not-active or no-free-time, 422
    /// names the field: cron, timeZone.
    /// </summary>
    [HttpPut("schemas/{schemaId:guid}/schedule", Name = "saveSchedule")]
    public async Task<ScheduleSaved> Save(
        Guid schemaId,
        ScheduleRequest request,
        CancellationToken cancellationToken
    ) =>
        await sender.Send(
            new SaveSchedule(
                schemaId,
                request.IsEnabled,
                request.Time,
                request.Attachments ?? true,
                request.Archived ?? false
            ),
            cancellationToken
        );

    /// <summary>When a schedule would be due; nothing is saved. 409 no-free-time, 422 as saveSchedule.</summary>
    [HttpPost("schemas/{schemaId:guid}/schedule/preview", Name = "previewSchedule")]
    public async Task<SchedulePreview> Preview(
        Guid schemaId,
        ScheduleTimeRequest request,
        CancellationToken cancellationToken
    ) => await sender.Send(new PreviewSchedule(schemaId, request), cancellationToken);

    /// <summary>Gives each active schema without a schedule the recommended one. 409 no-free-time, 422 timeZone.</summary>
    [HttpPost("schedules/all", Name = "scheduleAll")]
    public async Task<AllScheduled> All(ScheduleAll request, CancellationToken cancellationToken) =>
        await sender.Send(request, cancellationToken);

    /// <summary>Whether schemas that are found later are scheduled by themselves.</summary>
    [HttpGet("schedules/default", Name = "getDefaultSchedule")]
    public async Task<DefaultScheduleView> Default(CancellationToken cancellationToken) =>
        await sender.Send(new GetDefaultSchedule(), cancellationToken);

    /// <summary>Changes that; schemas that are there already stay as they are. 422 timeZone.</summary>
    [HttpPut("schedules/default", Name = "saveDefaultSchedule")]
    public async Task<DefaultScheduleView> SaveDefault(
        SaveDefaultSchedule request,
        CancellationToken cancellationToken
    ) => await sender.Send(request, cancellationToken);
}

/// <param name="IsEnabled">Whether it begins backups.</param>
/// <param name="Attachments">False leaves attachments out; left out or true, they are captured where the site gives them.</param>
/// <param name="Archived">True captures the objects too that a Data Center has archived; left out, they are not.</param>
public sealed record ScheduleRequest(
    bool IsEnabled,
    ScheduleTimeRequest Time,
    bool? Attachments = null,
    bool? Archived = null
);
