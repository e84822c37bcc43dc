using AssetsBackup.Features.Tenants;
using AssetsBackup.Hosting.Database;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Doors.Connect.Lifecycle;

/// <summary>A verified <c>enabled</c> or <c>disabled</c> call; disabled stops the tenant's runs.</summary>
internal sealed record SetEnabled(string ClientKey, bool Enabled) : IRequest;

internal sealed class SetEnabledHandler(AppDatabase database, TenantRuns runs)
    : IRequestHandler<SetEnabled>
{
    public async ValueTask<Unit> Handle(SetEnabled request, CancellationToken cancellationToken)
    {
        var installation = await database.ConnectInstallations.SingleAsync(
            candidate => candidate.ClientKey == request.ClientKey,
            cancellationToken
        );
        var tenant = await database.Tenants.SingleAsync(
            candidate => candidate.Id == installation.TenantId,
            cancellationToken
        );
        // In one transaction: a runner that takes a run meanwhile takes it before the stop, or finds it stopped.
        await using var transaction = await database.Database.BeginTransactionAsync(
            cancellationToken
        );
        installation.Enabled = request.Enabled;
        if (request.Enabled)
            tenant.Activate();
        else
        {
            tenant.Disable();
            await runs.StopAllAsync(tenant.Id, cancellationToken);
        }
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return Unit.Value;
    }
}
