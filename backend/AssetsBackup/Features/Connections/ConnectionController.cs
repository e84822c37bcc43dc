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

    /// <summary>Wizard step 2: the regions that can be chosen now, and our addresses for a database's firewall.</summary>
    [HttpGet("storage-options", Name = "listStorageOptions")]
    public async Task<StorageOptions> ListStorageOptions(CancellationToken cancellationToken) =>
        await sender.Send(new ListStorageOptions(), cancellationToken);

    /// <summary>Wizard step 2: managed storage in a region, fixed from then on. 409 region-fixed, storage-busy.</summary>
    [HttpPut("storage", Name = "saveStorage")]
    public async Task<ConnectionCard> SaveStorage(
        SaveStorage request,
        CancellationToken cancellationToken
    ) => await sender.Send(request, cancellationToken);

    /// <summary>
    /// Wizard step 2: a database of the customer's own, proved live before anything is stored. 422 names the wrong field;
    /// 409 storage-busy.
    /// </summary>
    [HttpPut("storage/database", Name = "saveOwnDatabase")]
    public async Task<ConnectionCard> SaveOwnDatabase(
        SaveOwnDatabase request,
        CancellationToken cancellationToken
    ) => await sender.Send(request, cancellationToken);

    /// <summary>Another connection string of the same database, proved live. 422 names the wrong field; 409 storage-managed.</summary>
    [HttpPut("storage/connection-string", Name = "replaceConnectionString")]
    public async Task<ConnectionCard> ReplaceConnectionString(
        ReplaceConnectionString request,
        CancellationToken cancellationToken
    ) => await sender.Send(request, cancellationToken);
}
