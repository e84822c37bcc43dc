using AssetsBackup.Atlassian;
using AssetsBackup.Doors;
using AssetsBackup.Features.Connections;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Hosting.Problems;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Targets;

internal static class TargetLookup
{
    /// <exception cref="ProblemException">target-not-found; target-other-kind</exception>
    public static async Task<Connection> TargetAsync(
        this AppDatabase database,
        Caller caller,
        Guid id,
        SiteKind kind,
        CancellationToken cancellationToken
    )
    {
        var target = await database.TargetAsync(caller, id, cancellationToken);
        return target.Kind == kind ? target : throw TargetProblems.OtherKind(target.Kind);
    }

    /// <exception cref="ProblemException">target-not-found</exception>
    public static async Task<Connection> TargetAsync(
        this AppDatabase database,
        Caller caller,
        Guid id,
        CancellationToken cancellationToken
    ) =>
        await database.Connections.SingleOrDefaultAsync(
            connection =>
                connection.TenantId == caller.TenantId
                && connection.Id == id
                && connection.Role == ConnectionRole.Target
                && connection.DeletedAt == null,
            cancellationToken
        ) ?? throw TargetProblems.NotFound();
}
