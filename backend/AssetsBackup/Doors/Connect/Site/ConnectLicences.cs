using AssetsBackup.Hosting.Database;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Doors.Connect.Site;

/// <summary>Licences of the tenants whose sites have the app installed.</summary>
internal sealed class ConnectLicences(AppDatabase database, LicenceLookup licences) : ILicenceSource
{
    public async Task RefreshAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        var installed = await database
            .ConnectInstallations.AsNoTracking()
            .Where(installation =>
                installation.TenantId == tenantId && installation.UninstalledAt == null
            )
            .ToListAsync(cancellationToken);
        foreach (var installation in installed)
            await licences.RefreshAsync(installation, cancellationToken);
    }
}
