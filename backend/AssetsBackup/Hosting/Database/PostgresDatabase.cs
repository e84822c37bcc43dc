using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Hosting.Database;

/// <summary>The app database on PostgreSQL. It is a type of its own because it has migrations of its own.</summary>
internal sealed class PostgresDatabase(DbContextOptions<PostgresDatabase> options)
    : AppDatabase(options)
{
    public static void Configure(DbContextOptionsBuilder options, string connectionString) =>
        options.UseNpgsql(connectionString).AddInterceptors(new OneWriterAtATime());
}
