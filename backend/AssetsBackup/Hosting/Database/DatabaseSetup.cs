using AssetsBackup.Features.Audit;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Hosting.Database;

internal static class DatabaseSetup
{
    /// <summary>A writer waits this long for another: Quartz and the app share the file.</summary>
    private const int BusySeconds = 30;

    public static string ConnectionString(DataPaths paths) =>
        new SqliteConnectionStringBuilder
        {
            DataSource = paths.Database,
            DefaultTimeout = BusySeconds,
            ForeignKeys = true,
        }.ToString();

    public static IServiceCollection AddAppDatabase(this IServiceCollection services) =>
        services
            .AddSingleton<AuditChain>()
            .AddDbContextFactory<AppDatabase>(
                (provider, options) =>
                    options.UseSqlite(ConnectionString(provider.GetRequiredService<DataPaths>()))
            );

    /// <summary>Brings the database to this version. Write-ahead logging lets readers go on beside a writer.</summary>
    public static async Task MigrateAsync(
        IServiceProvider services,
        CancellationToken cancellationToken
    )
    {
        var databases = services.GetRequiredService<IDbContextFactory<AppDatabase>>();
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await database.Database.MigrateAsync(cancellationToken);
        await database.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", cancellationToken);
    }
}
