using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace AssetsBackup.Features.Session;

/// <summary>What the SPA asks first: where it is and what is left to set up.</summary>
[ApiController]
[Route("api/session")]
public sealed class SessionController(ISender sender) : ControllerBase
{
    /// <summary>403 not-an-administrator for anyone who is no Jira administrator.</summary>
    [HttpGet(Name = "getSession")]
    public async Task<SessionView> Get(CancellationToken cancellationToken) =>
        await sender.Send(new GetSession(), cancellationToken);
}
