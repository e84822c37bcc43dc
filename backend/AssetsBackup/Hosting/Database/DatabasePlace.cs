using AssetsBackup.Hosting.Problems;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace AssetsBackup.Hosting.Database;

/// <summary>
/// Where the app database lies: a file of the data folder, which one process at a time works with, or PostgreSQL
/// (<c>Database:Postgres</c>, a connection string), which several nodes share.
/// </summary>
internal sealed class DatabasePlace
{
    private const string Key = "Database:Postgres";

    /// <summary>A writer waits this long for another: Quartz and the app share the file.</summary>
    private const int BusySeconds = 30;

    /// <summary>
    /// A node that freezes in the middle of a transaction, or is cut off there, would hold up all others for as long as its connection
    /// seems to live. Half of a lease is time enough for any of ours.
    /// </summary>
    private const string EndOfFrozen = "-c idle_in_transaction_session_timeout=10s";

    /// <exception cref="ProblemException">database-configuration: the connection string cannot be read.</exception>
    public DatabasePlace(DataPaths paths, IConfiguration configuration)
    {
        var given = configuration[Key];
        IsShared = !string.IsNullOrWhiteSpace(given);
        ConnectionString = IsShared ? Postgres(given!) : Sqlite(paths);
    }

    public string ConnectionString { get; }

    /// <summary>Whether several nodes may work with it at once.</summary>
    public bool IsShared { get; }

    private static string Sqlite(DataPaths paths) =>
        new SqliteConnectionStringBuilder
        {
            DataSource = paths.Database,
            DefaultTimeout = BusySeconds,
            ForeignKeys = true,
        }.ToString();

    private static string Postgres(string given)
    {
        try
        {
            var postgres = new NpgsqlConnectionStringBuilder(given);
            postgres.Options = $"{postgres.Options} {EndOfFrozen}".Trim();
            return postgres.ToString();
        }
        catch (ArgumentException)
        {
            // What is wrong with it may be part of its password: nothing of it is told.
            throw new ProblemException(
                new Problem(
                    "database-configuration",
                    StatusCodes.Status500InternalServerError,
                    $"The connection string in {Key} cannot be read",
                    "Write it as: Host=db.example;Database=assets_backup;Username=…;Password=…;SSL Mode=VerifyFull"
                )
            );
        }
    }
}
