using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace AssetsBackup.Features.Targets;

/// <summary>The other instances: their schemas are backed up, and schemas may be migrated to those on Cloud.</summary>
[ApiController]
[Route("api/targets")]
public sealed class TargetsController(ISender sender) : ControllerBase
{
    [HttpGet(Name = "listTargets")]
    public async Task<TargetList> List(CancellationToken cancellationToken) =>
        await sender.Send(new ListTargets(), cancellationToken);

    /// <summary>Proves the target live and stores it. 422 names each wrong field.</summary>
    [HttpPost(Name = "addTarget")]
    public async Task<TargetView> Add(AddTarget request, CancellationToken cancellationToken) =>
        await sender.Send(request, cancellationToken);

    /// <summary>
    /// Proves other credentials of the same site and stores them; runs that waited for them go on. 422 names each wrong
    /// field, 409 target-other-site where the address has changed hands.
    /// </summary>
    [HttpPut("{id:guid}/credentials", Name = "renewTarget")]
    public async Task<TargetView> Renew(
        Guid id,
        TargetAccount account,
        CancellationToken cancellationToken
    ) =>
        await sender.Send(
            new RenewTarget(id, account.Email, account.ApiToken, account.TokenExpiresOn),
            cancellationToken
        );

    /// <summary>Proves a Data Center live and stores it. 422 names each wrong field.</summary>
    [HttpPost("data-center", Name = "addDataCenter")]
    public async Task<TargetView> AddDataCenter(
        AddDataCenter request,
        CancellationToken cancellationToken
    ) => await sender.Send(request, cancellationToken);

    /// <summary>
    /// Proves another sign-in to the same Data Center and stores it; runs that waited for it go on. 422 names each wrong
    /// field, 409 target-other-kind for a Cloud site.
    /// </summary>
    [HttpPut("{id:guid}/sign-in", Name = "renewDataCenter")]
    public async Task<TargetView> RenewDataCenter(
        Guid id,
        DataCenterSignIn account,
        CancellationToken cancellationToken
    ) =>
        await sender.Send(
            new RenewDataCenter(
                id,
                account.SignIn,
                account.UserName,
                account.Secret,
                account.TokenExpiresOn
            ),
            cancellationToken
        );

    /// <summary>409 target-in-use while a run uses it.</summary>
    [HttpDelete("{id:guid}", Name = "deleteTarget")]
    public async Task<Deleted> Delete(Guid id, CancellationToken cancellationToken) =>
        await sender.Send(new DeleteTarget(id), cancellationToken);
}
