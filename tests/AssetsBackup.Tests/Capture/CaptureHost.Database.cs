using AssetsBackup.Features.Schemas;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Hosting.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AssetsBackup.Tests.Capture;

/// <summary>The app database of the host, as a test reads and changes it.</summary>
internal sealed partial class CaptureHost
{
    public AppDatabase Database() =>
        Services.GetRequiredService<IDbContextFactory<AppDatabase>>().CreateDbContext();

    public async Task<T> ReadAsync<T>(Func<AppDatabase, Task<T>> read)
    {
        await using var database = Database();
        return await read(database);
    }

    public async Task ChangeAsync(Action<AppDatabase> change)
    {
        await using var database = Database();
        change(database);
        await database.SaveChangesAsync();
    }

    public Task<Schema> SchemaAsync(string key) =>
        ReadAsync(database => database.Schemas.SingleAsync(schema => schema.Key == key));

    public Task<Snapshot> SnapshotAsync(Guid id) =>
        ReadAsync(database => database.Snapshots.SingleAsync(snapshot => snapshot.Id == id));

    public async Task LoseDatabaseAsync()
    {
        await using var database = Database();
        await database.AuditLog.ExecuteDeleteAsync();
        await database.AuditHeads.ExecuteDeleteAsync();
        await database.Actors.ExecuteDeleteAsync();
        await database.RunLog.ExecuteDeleteAsync();
        await database.Runs.ExecuteDeleteAsync();
        await database.Snapshots.ExecuteDeleteAsync();
        await database.Schemas.ExecuteDeleteAsync();
        await database.StoragePlaces.ExecuteDeleteAsync();
        await database.Connections.ExecuteDeleteAsync();
        await database.Identities.ExecuteDeleteAsync();
        await database.Tenants.ExecuteDeleteAsync();
    }
}
