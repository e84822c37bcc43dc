using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace AssetsBackup.Hosting.Database;

/// <summary>
/// Makes transactions on PostgreSQL what they are on SQLite, where one begins only once the one before has ended: what is looked up in a
/// transaction is still so when it commits. They are short, and few: progress, and what people do.
/// </summary>
internal sealed class OneWriterAtATime : DbTransactionInterceptor
{
    private const string Wait = "SELECT pg_advisory_xact_lock(4702394921427289921)";

    public override async ValueTask<DbTransaction> TransactionStartedAsync(
        DbConnection connection,
        TransactionEndEventData eventData,
        DbTransaction result,
        CancellationToken cancellationToken = default
    )
    {
        await using var wait = Command(connection, result);
        await wait.ExecuteNonQueryAsync(cancellationToken);
        return result;
    }

    public override DbTransaction TransactionStarted(
        DbConnection connection,
        TransactionEndEventData eventData,
        DbTransaction result
    )
    {
        using var wait = Command(connection, result);
        wait.ExecuteNonQuery();
        return result;
    }

    private static DbCommand Command(DbConnection connection, DbTransaction transaction)
    {
        var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (Wait, transaction);
        return command;
    }
}
