using AssetsBackup.Hosting.Database;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Doors.Connect.Frame;

/// <summary>Jira's own address of the page that frames the app; the path of the app goes behind "#!".</summary>
internal sealed class FramedPages(ConnectOptions options) : IAppPages
{
    // Of atlassian-connect.json.
    private const string PageKey = "assets-backup-page";

    public async Task<string?> FindAsync(
        AppDatabase database,
        Guid tenantId,
        string path,
        CancellationToken cancellationToken
    )
    {
        var site = await database
            .ConnectInstallations.Where(installation =>
                installation.TenantId == tenantId && installation.UninstalledAt == null
            )
            .Select(installation => installation.BaseUrl)
            .FirstOrDefaultAsync(cancellationToken);
        return site is null
            ? null
            : $"{site}/plugins/servlet/ac/{options.AppKey}/{PageKey}#!{path}";
    }
}
