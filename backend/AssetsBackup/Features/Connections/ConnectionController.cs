using AssetsBackup.Features.Connections.Credentials;
using AssetsBackup.Features.Connections.Storage;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace AssetsBackup.Features.Connections;

/// <summary>The tenant's current connection and the set-up wizard.</summary>
[ApiController]
[Route("api/connection")]
public sealed class ConnectionController(ISender sender) : ControllerBase
{
    /// <summary>The card of the current connection; 404 not-set-up before wizard step 1.</summary>
    [HttpGet(Name = "getConnection")]
    public async Task<ConnectionCard> Get(CancellationToken cancellationToken) =>
        await sender.Send(new GetConnection(), cancellationToken);

    /// <summary>"Find it for me": the id of this site's workspace. 422 names the wrong field.</summary>
    [HttpPost("workspace-lookup", Name = "findWorkspace")]
    public async Task<FoundWorkspace> FindWorkspace(
        FindWorkspace request,
        CancellationToken cancellationToken
    ) => await sender.Send(request, cancellationToken);

    /// <summary>Wizard step 1: proves the credentials live and stores them. 422 names each wrong field.</summary>
    [HttpPut("credentials", Name = "saveCredentials")]
    public async Task<CredentialReport> SaveCredentials(
        SaveCredentials request,
        CancellationToken cancellationToken
    ) => await sender.Send(request, cancellationToken);

    /// <summary>Wizard step 2: the regions that the operator offers.</summary>
    [HttpGet("storage-options", Name = "listStorageOptions")]
    public async Task<StorageOptions> ListStorageOptions(CancellationToken cancellationToken) =>
        await sender.Send(new ListStorageOptions(), cancellationToken);

    /// <summary>Wizard step 2: managed storage in a region, fixed from then on.</summary>
    [HttpPut("storage", Name = "saveStorage")]
    public async Task<ConnectionCard> SaveStorage(
        SaveStorage request,
        CancellationToken cancellationToken
    ) => await sender.Send(request, cancellationToken);
}
