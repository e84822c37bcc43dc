using AssetsBackup.Features.Tenants;
using AssetsBackup.Hosting.Database;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Doors.Connect.Lifecycle;

/// <summary>A verified <c>uninstalled</c> call. Runs stop at once; the data is due to go when the grace ends.</summary>
internal sealed record Uninstall(string ClientKey) : IRequest;

internal sealed class UninstallHandler(AppDatabase database, TenantRuns runs, TimeProvider clock)
    : IRequestHandler<Uninstall>
{
    private static readonly TimeSpan Grace = TimeSpan.FromHours(24);

    public async ValueTask<Unit> Handle(Uninstall request, CancellationToken cancellationToken)
    {
        var installation = await database.ConnectInstallations.FindAsync(
            [request.ClientKey],
            cancellationToken
        );
        // Unknown or repeated: Jira is told the same, and the deadline does not move.
        if (installation is null or { UninstalledAt: not null })
            return Unit.Value;
        // In one transaction: a runner that takes a run meanwhile takes it before the stop, or finds it stopped.
        await using var transaction = await database.Database.BeginTransactionAsync(
            cancellationToken
        );
        installation.Enabled = false;
        installation.UninstalledAt = clock.GetUtcNow();
        if (!await IsInstalledOtherwiseAsync(installation, cancellationToken))
        {
            var tenant = await database.Tenants.SingleAsync(
                candidate => candidate.Id == installation.TenantId,
                cancellationToken
            );
            tenant.Uninstall(clock.GetUtcNow() + Grace, installation.BaseUrl);
            await runs.StopAllAsync(tenant.Id, cancellationToken);
        }
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return Unit.Value;
    }

    private Task<bool> IsInstalledOtherwiseAsync(
        ConnectInstallation installation,
        CancellationToken cancellationToken
    ) =>
        database.ConnectInstallations.AnyAsync(
            other =>
                other.TenantId == installation.TenantId
                && other.ClientKey != installation.ClientKey
                && other.UninstalledAt == null,
            cancellationToken
        );
}
