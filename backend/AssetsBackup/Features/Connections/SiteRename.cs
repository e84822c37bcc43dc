using AssetsBackup.Hosting.Database;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Connections;

/// <summary>A renamed site changes where it is called, never data or schedules (product A5).</summary>
internal static class SiteRename
{
    /// <summary>The caller saves it together with what told of it.</summary>
    public static async Task FollowAsync(
        AppDatabase database,
        Guid tenantId,
        string before,
        string now,
        CancellationToken cancellationToken
    )
    {
        if (before == now)
            return;
        var connections = await database
            .Connections.Where(row =>
                row.TenantId == tenantId
                && row.Role == ConnectionRole.Current
                && row.SiteUrl == before
            )
            .ToListAsync(cancellationToken);
        foreach (var connection in connections)
            connection.SiteUrl = now;
    }
}
