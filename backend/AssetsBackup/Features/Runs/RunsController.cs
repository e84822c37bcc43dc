using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace AssetsBackup.Features.Runs;

/// <summary>Runs of all kinds, their logs, and stopping them.</summary>
[ApiController]
[Route("api/runs")]
public sealed class RunsController(ISender sender) : ControllerBase
{
    /// <summary>The newest 100 runs, of one schema or of all.</summary>
    [HttpGet(Name = "listRuns")]
    public async Task<RunList> List(Guid? schemaId, CancellationToken cancellationToken) =>
        await sender.Send(new ListRuns(schemaId), cancellationToken);

    /// <summary>404 run-not-found.</summary>
    [HttpGet("{id:guid}", Name = "getRun")]
    public async Task<RunView> Get(Guid id, CancellationToken cancellationToken) =>
        await sender.Send(new GetRun(id), cancellationToken);

    /// <summary>Asks a run to stop; it ends at its next safe point. 409 when it has ended.</summary>
    [HttpPost("{id:guid}/stop", Name = "stopRun")]
    public async Task<RunView> Stop(Guid id, CancellationToken cancellationToken) =>
        await sender.Send(new StopRun(id), cancellationToken);

    /// <summary>At most 500 lines of the run's log after a line's number, oldest first.</summary>
    [HttpGet("{id:guid}/log", Name = "getRunLog")]
    public async Task<RunLogPage> GetLog(
        Guid id,
        long? after,
        CancellationToken cancellationToken
    ) => await sender.Send(new GetRunLog(id, after ?? 0), cancellationToken);

    /// <summary>The text of a file with at most 5,000 lines of the run's log; the audit log tells of the download.</summary>
    [HttpPost("{id:guid}/log/download", Name = "downloadRunLog")]
    public async Task<RunLogFile> DownloadLog(
        Guid id,
        RunLogFilePart request,
        CancellationToken cancellationToken
    ) =>
        await sender.Send(
            new DownloadRunLog(id, request.Format, request.After ?? 0),
            cancellationToken
        );
}
