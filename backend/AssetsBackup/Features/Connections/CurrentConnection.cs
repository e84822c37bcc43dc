using AssetsBackup.Doors;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Hosting.Problems;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Connections;

internal static class CurrentConnection
{
    public static async Task<Connection?> FindCurrentConnectionAsync(
        this AppDatabase database,
        Caller caller,
        CancellationToken cancellationToken
    ) =>
        await database.Connections.SingleOrDefaultAsync(
            connection =>
                connection.TenantId == caller.TenantId
                && connection.Role == ConnectionRole.Current
                && connection.DeletedAt == null,
            cancellationToken
        );

    /// <exception cref="ProblemException">not-set-up</exception>
    public static async Task<Connection> CurrentConnectionAsync(
        this AppDatabase database,
        Caller caller,
        CancellationToken cancellationToken
    ) =>
        await database.FindCurrentConnectionAsync(caller, cancellationToken)
        ?? throw ConnectionProblems.NotSetUp();
}
