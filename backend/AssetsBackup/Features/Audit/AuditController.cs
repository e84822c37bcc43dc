using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace AssetsBackup.Features.Audit;

/// <summary>Who did what, when, with old and new values.</summary>
[ApiController]
[Route("api/audit")]
public sealed class AuditController(ISender sender) : ControllerBase
{
    /// <summary>50 lines of the log, the newest first; with <c>before</c> the lines below that number.</summary>
    [HttpGet(Name = "listAuditLog")]
    public async Task<AuditPage> List(
        DateTimeOffset? from,
        DateTimeOffset? to,
        AuditAction? action,
        string? user,
        long? before,
        CancellationToken cancellationToken
    ) =>
        await sender.Send(
            new ListAuditLog(new AuditFilter(from, to, action, user), before),
            cancellationToken
        );

    /// <summary>The users that the log names, for the filter.</summary>
    [HttpGet("users", Name = "listAuditUsers")]
    public async Task<AuditUsers> ListUsers(CancellationToken cancellationToken) =>
        await sender.Send(new ListAuditUsers(), cancellationToken);

    /// <summary>The text of a file with at most 5,000 lines; the export is itself told in the log.</summary>
    [HttpPost("export", Name = "exportAuditLog")]
    public async Task<AuditFile> Export(
        ExportAuditLog request,
        CancellationToken cancellationToken
    ) => await sender.Send(request, cancellationToken);
}
