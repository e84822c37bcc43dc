using AssetsBackup.Features.Audit;
using AssetsBackup.Features.Connections;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Tenants;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Hosting.Keys;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Doors.Connect;

/// <summary>
/// Makes one tenant of the two that a site has when an operator added it before the app was installed. An equal address
/// proves nothing, so an operator decides; even then both have to be the same site by its cloud id. Backups are
/// neither moved nor deleted: the tenant that has them is kept, and two with backups stay two.
/// </summary>
internal sealed class JoinTenants(AppDatabase database, SecretBox secrets)
{
    /// <param name="site">https address of the site without a trailing slash.</param>
    /// <param name="cancellationToken">Leaves everything as it was.</param>
    /// <exception cref="Hosting.Problems.ProblemException">
    /// join-not-needed, join-not-active, join-other-site, join-busy, join-two-histories
    /// </exception>
    public async Task<JoinedTenants> JoinAsync(string site, CancellationToken cancellationToken)
    {
        // Looked at and changed in one transaction: no run can be queued in between.
        await using var transaction = await database.Database.BeginTransactionAsync(
            cancellationToken
        );
        var added = await AddedAsync(site, cancellationToken);
        var installed = await InstalledAsync(site, cancellationToken);
        await EnsureActiveAsync(added, installed, cancellationToken);
        await EnsureSameSiteAsync(added, installed, cancellationToken);
        await EnsureIdleAsync(added, installed, cancellationToken);
        var (kept, gone) = await ChooseAsync(added, installed, cancellationToken);
        await MoveNamesAsync(gone, kept, cancellationToken);
        await ForgetAsync(gone, cancellationToken);
        database.Audit(
            new AuditNote(
                kept,
                Caller.Operator,
                AuditAction.TenantsJoined,
                new AuditSubject(AuditSubjectKind.Connection, Name: site),
                [AuditValue.Of("Dropped, with its audit log", gone.ToString("N"))]
            )
        );
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new JoinedTenants(kept, gone, KeptWhatTheOperatorAdded: kept == added);
    }

    private async Task<Guid> AddedAsync(string site, CancellationToken cancellationToken) =>
        await database
            .Identities.Where(identity =>
                identity.Kind == IdentityKind.Site && identity.Value == site
            )
            .Select(identity => (Guid?)identity.TenantId)
            .SingleOrDefaultAsync(cancellationToken)
        ?? throw JoinProblems.NotNeeded(site);

    private async Task<Guid> InstalledAsync(string site, CancellationToken cancellationToken)
    {
        var tenants = await database
            .ConnectInstallations.Where(installation =>
                installation.BaseUrl == site && installation.UninstalledAt == null
            )
            .Select(installation => installation.TenantId)
            .Distinct()
            .ToListAsync(cancellationToken);
        // After a site import there may be several: which of them is the site's cannot be told here.
        return tenants is [var only] ? only : throw JoinProblems.NotNeeded(site);
    }

    private async Task EnsureActiveAsync(
        Guid added,
        Guid installed,
        CancellationToken cancellationToken
    )
    {
        if (added == installed)
            throw JoinProblems.Joined();
        var active = await database.Tenants.CountAsync(
            tenant =>
                (tenant.Id == added || tenant.Id == installed)
                && tenant.State == TenantState.Active,
            cancellationToken
        );
        if (active != 2)
            throw JoinProblems.NotActive();
    }

    private async Task EnsureSameSiteAsync(
        Guid added,
        Guid installed,
        CancellationToken cancellationToken
    )
    {
        var one = await CloudIdAsync(added, cancellationToken);
        var other = await CloudIdAsync(installed, cancellationToken);
        if (one is null || other is null || one != other)
            throw JoinProblems.OtherSite();
    }

    /// <summary>As it was proved: with the credentials, or at the install. Null where it never was.</summary>
    private async Task<string?> CloudIdAsync(Guid tenant, CancellationToken cancellationToken) =>
        await database
            .Connections.Where(connection =>
                connection.TenantId == tenant
                && connection.Role == ConnectionRole.Current
                && connection.DeletedAt == null
            )
            .Select(connection => connection.CloudId)
            .FirstOrDefaultAsync(cancellationToken)
        ?? await database
            .Identities.Where(identity =>
                identity.TenantId == tenant && identity.Kind == IdentityKind.CloudId
            )
            .Select(identity => identity.Value)
            .FirstOrDefaultAsync(cancellationToken);

    private async Task EnsureIdleAsync(
        Guid added,
        Guid installed,
        CancellationToken cancellationToken
    )
    {
        if (
            await database.Runs.AnyAsync(
                run =>
                    (run.TenantId == added || run.TenantId == installed)
                    && RunStates.Active.Contains(run.State),
                cancellationToken
            )
        )
            throw JoinProblems.Busy();
    }

    private async Task<(Guid Kept, Guid Gone)> ChooseAsync(
        Guid added,
        Guid installed,
        CancellationToken cancellationToken
    )
    {
        var addedHas = await HasBackupsAsync(added, cancellationToken);
        var installedHas = await HasBackupsAsync(installed, cancellationToken);
        if (addedHas && installedHas)
            throw JoinProblems.TwoHistories();
        var isInstalledSetUp = await database.Connections.AnyAsync(
            connection => connection.TenantId == installed && connection.DeletedAt == null,
            cancellationToken
        );
        return installedHas || (isInstalledSetUp && !addedHas)
            ? (installed, added)
            : (added, installed);
    }

    /// <summary>Restored things count too: the id map is what later restores need.</summary>
    private async Task<bool> HasBackupsAsync(Guid tenant, CancellationToken cancellationToken) =>
        await database.Snapshots.AnyAsync(row => row.TenantId == tenant, cancellationToken)
        || await database.IdMap.AnyAsync(row => row.TenantId == tenant, cancellationToken);

    private async Task MoveNamesAsync(Guid gone, Guid kept, CancellationToken cancellationToken)
    {
        // A secret is bound to its tenant's row: it is sealed again for the new one.
        var installations = await database
            .ConnectInstallations.AsNoTracking()
            .Where(installation => installation.TenantId == gone)
            .ToListAsync(cancellationToken);
        await database
            .ConnectInstallations.Where(installation => installation.TenantId == gone)
            .ExecuteDeleteAsync(cancellationToken);
        foreach (var installation in installations)
            database.ConnectInstallations.Add(Moved(installation, kept));
        await database.SaveChangesAsync(cancellationToken);
        await database
            .Identities.Where(identity => identity.TenantId == gone)
            .ExecuteUpdateAsync(
                set => set.SetProperty(identity => identity.TenantId, kept),
                cancellationToken
            );
    }

    private ConnectInstallation Moved(ConnectInstallation from, Guid kept)
    {
        var moved = new ConnectInstallation
        {
            ClientKey = from.ClientKey,
            TenantId = kept,
            BaseUrl = from.BaseUrl,
            DisplayUrl = from.DisplayUrl,
            SharedSecret = [],
            Enabled = from.Enabled,
            InstalledAt = from.InstalledAt,
            UninstalledAt = from.UninstalledAt,
        };
        var secret = secrets.Open(from.SharedSecret, from.SecretContext);
        moved.SharedSecret = secrets.Seal(secret, moved.SecretContext);
        return moved;
    }

    /// <summary>Rows alone: the vault and the key of a tenant are the operator's to delete.</summary>
    private async Task ForgetAsync(Guid gone, CancellationToken cancellationToken)
    {
        var stop = cancellationToken;
        var connections = database
            .Connections.Where(row => row.TenantId == gone)
            .Select(row => row.Id);
        await database
            .SiteLeases.Where(lease => connections.Contains(lease.ConnectionId))
            .ExecuteDeleteAsync(stop);
        await database.Notifications.Where(row => row.TenantId == gone).ExecuteDeleteAsync(stop);
        await database
            .NotificationChannels.Where(row => row.TenantId == gone)
            .ExecuteDeleteAsync(stop);
        await database.RetentionRules.Where(row => row.TenantId == gone).ExecuteDeleteAsync(stop);
        await database.AuditLog.Where(row => row.TenantId == gone).ExecuteDeleteAsync(stop);
        await database.AuditHeads.Where(row => row.TenantId == gone).ExecuteDeleteAsync(stop);
        await database.Actors.Where(row => row.TenantId == gone).ExecuteDeleteAsync(stop);
        await database.Journal.Where(row => row.TenantId == gone).ExecuteDeleteAsync(stop);
        await database.RunLog.Where(row => row.TenantId == gone).ExecuteDeleteAsync(stop);
        await database.Runs.Where(row => row.TenantId == gone).ExecuteDeleteAsync(stop);
        await database.Schemas.Where(row => row.TenantId == gone).ExecuteDeleteAsync(stop);
        await database.Connections.Where(row => row.TenantId == gone).ExecuteDeleteAsync(stop);
        await database.StoragePlaces.Where(row => row.TenantId == gone).ExecuteDeleteAsync(stop);
        await database.ChangeCounters.Where(row => row.TenantId == gone).ExecuteDeleteAsync(stop);
        await database.Tenants.Where(row => row.Id == gone).ExecuteDeleteAsync(stop);
    }
}

/// <param name="Kept">Whose backups, connections and schedule of runs stay.</param>
/// <param name="Gone">Whose vault and key nothing refers to any more.</param>
/// <param name="KeptWhatTheOperatorAdded">False where the tenant of the install was kept.</param>
internal sealed record JoinedTenants(Guid Kept, Guid Gone, bool KeptWhatTheOperatorAdded);
