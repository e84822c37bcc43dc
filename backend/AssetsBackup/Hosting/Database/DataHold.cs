using AssetsBackup.Hosting.Problems;
using Npgsql;

namespace AssetsBackup.Hosting.Database;

/// <summary>
/// A process's hold on the data, which ends with the process, however it ends: the file lock where the database is a file, which one
/// process has; on PostgreSQL a lock of its session, which nodes that serve share, and a command that works alone has alone. A session
/// that PostgreSQL ends takes the hold with it before the process ends: a node takes it anew (<see cref="LostAsync"/>).
/// </summary>
internal sealed class DataHold : IAsyncDisposable
{
    private const string Node = "SELECT pg_try_advisory_lock_shared(4702394921427289922)";
    private const string Alone = "SELECT pg_try_advisory_lock(4702394921427289922)";
    private readonly InstanceLock? file;
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(1);
    private NpgsqlConnection? session;

    private DataHold(InstanceLock? file, NpgsqlConnection? session) =>
        (this.file, this.session) = (file, session);

    /// <summary>The hold of a process that nobody else may work beside; null where somebody does.</summary>
    public static Task<DataHold?> TryAloneAsync(
        DatabasePlace place,
        string dataDirectory,
        CancellationToken cancellationToken
    ) => TryAsync(place, dataDirectory, Alone, cancellationToken);

    /// <summary>The hold of a node that serves; null where somebody works alone.</summary>
    public static Task<DataHold?> TryServeAsync(
        DatabasePlace place,
        string dataDirectory,
        CancellationToken cancellationToken
    ) => TryAsync(place, dataDirectory, Node, cancellationToken);

    /// <summary>
    /// Takes a node's hold anew each time that PostgreSQL has ended its session, and ends when somebody works alone by then: what
    /// this process does from there on it does beside them.
    /// </summary>
    /// <param name="place">The database.</param>
    /// <param name="cancellationToken">Ends it otherwise.</param>
    public async Task LostAsync(DatabasePlace place, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (session is null)
                await Task.Delay(Timeout.Infinite, cancellationToken);
            try
            {
                // Nobody sends anything: it ends when the session does.
                await session!.WaitAsync(cancellationToken);
            }
            catch (Exception end) when (end is NpgsqlException or InvalidOperationException)
            {
                await session!.DisposeAsync();
                if (!await RetakeAsync(place, cancellationToken))
                    return;
            }
        }
    }

    /// <summary>Says who has it.</summary>
    public static ProblemException Taken(DatabasePlace place, string dataDirectory) =>
        place.IsShared
            ? new(
                new Problem(
                    "data-in-use",
                    StatusCodes.Status409Conflict,
                    "Another process works with the app database",
                    "End the nodes that serve it, or the command that works with it alone, and try again."
                )
            )
            : InstanceLock.Held(dataDirectory);

    public async ValueTask DisposeAsync()
    {
        file?.Dispose();
        if (session is not null)
            await session.DisposeAsync();
    }

    private static async Task<DataHold?> TryAsync(
        DatabasePlace place,
        string dataDirectory,
        string take,
        CancellationToken cancellationToken
    )
    {
        if (!place.IsShared)
            return InstanceLock.TryTake(dataDirectory) is { } file
                ? new DataHold(file, null)
                : null;
        return await TakeAsync(place, take, cancellationToken) is { } session
            ? new DataHold(null, session)
            : null;
    }

    /// <returns>False where somebody works alone.</returns>
    private async Task<bool> RetakeAsync(DatabasePlace place, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                session = await TakeAsync(place, Node, cancellationToken);
                return session is not null;
            }
            catch (Exception away) when (SharedDatabase.IsAway(away))
            {
                await Task.Delay(BetweenTries, cancellationToken);
            }
        }
    }

    /// <returns>A session that has the lock; null where somebody else does.</returns>
    private static async Task<NpgsqlConnection?> TakeAsync(
        DatabasePlace place,
        string take,
        CancellationToken cancellationToken
    )
    {
        // The lock is the session's: one of a pool would outlive its use.
        var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(place.ConnectionString)
            {
                Pooling = false,
                KeepAlive = 30,
            }.ToString()
        );
        try
        {
            await connection.OpenAsync(cancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = take;
            if (await command.ExecuteScalarAsync(cancellationToken) is true)
                return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
        await connection.DisposeAsync();
        return null;
    }
}
