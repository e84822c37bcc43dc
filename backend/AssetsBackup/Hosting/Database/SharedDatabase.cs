using Npgsql;

namespace AssetsBackup.Hosting.Database;

/// <summary>What a failure says of the database that nodes share.</summary>
internal static class SharedDatabase
{
    /// <summary>Whether it could not be reached, or ended what was asked of it: the same works again once it is there.</summary>
    public static bool IsAway(Exception? failure) =>
        failure switch
        {
            null => false,
            NpgsqlException { IsTransient: true } => true,
            // What a node meets that was frozen in the middle of a transaction.
            PostgresException { SqlState: "25P03" } => true,
            _ => IsAway(failure.InnerException),
        };
}
