using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Hosting.Database;

/// <summary>Opens the app database, of whichever kind it is.</summary>
internal sealed class AppDatabases(
    DatabasePlace place,
    DbContextOptions<AppDatabase> sqlite,
    DbContextOptions<PostgresDatabase> postgres
) : IDbContextFactory<AppDatabase>
{
    public AppDatabase CreateDbContext() =>
        place.IsShared ? new PostgresDatabase(postgres) : new AppDatabase(sqlite);
}
