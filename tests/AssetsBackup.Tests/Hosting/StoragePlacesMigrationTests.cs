using AssetsBackup.Features.Connections.Storage;
using AssetsBackup.Hosting.Database;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AssetsBackup.Tests.Hosting;

/// <summary>A database of a version before, whose connections had a region, becomes one of places, and its schemas learn their workspace.</summary>
public sealed class StoragePlacesMigrationTests : IDisposable
{
    private const string Before = "RunsThatWait";
    private static readonly Guid Acme = Guid.Parse("AAAAAAAA-0000-0000-0000-000000000001");
    private static readonly Guid Globex = Guid.Parse("BBBBBBBB-0000-0000-0000-000000000001");

    private readonly TemporaryFolder folder = new();
    private readonly CancellationToken stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Connections_and_snapshots_keep_where_they_lie()
    {
        await using var database = await OldDatabaseAsync();

        await database.Database.MigrateAsync(stop);

        var places = await database.StoragePlaces.ToDictionaryAsync(place => place.TenantId, stop);
        places.Keys.ToList().ShouldBe([Acme], "nobody else had chosen a storage");
        (places[Acme].Kind, places[Acme].Region).ShouldBe((StorageKind.Managed, "eu"));
        var connections = await database.Connections.ToListAsync(stop);
        connections
            .Single(connection => connection.TenantId == Acme)
            .StoragePlaceId.ShouldBe(places[Acme].Id);
        connections
            .Single(connection => connection.TenantId == Globex)
            .StoragePlaceId.ShouldBeNull();
        (await database.Schemas.SingleAsync(stop)).WorkspaceId.ShouldBe("w");
        (await database.Snapshots.SingleAsync(stop)).StoragePlaceId.ShouldBe(places[Acme].Id);
    }

    [Fact]
    public async Task The_way_back_finds_the_region_again()
    {
        await using var database = await OldDatabaseAsync();
        await database.Database.MigrateAsync(stop);

        await database.GetService<IMigrator>().MigrateAsync(Before, stop);

        var regions = await database
            .Database.SqlQuery<string?>(
                $"""SELECT "StorageRegion" AS "Value" FROM "Connections" ORDER BY "TenantId" """
            )
            .ToListAsync(stop);
        regions.ShouldBe(["eu", null]);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    private async Task<AppDatabase> OldDatabaseAsync()
    {
        var database = new AppDatabase(
            new DbContextOptionsBuilder<AppDatabase>()
                .UseSqlite($"Data Source={folder.File("old.db")};Foreign Keys=True")
                .Options
        );
        await database.GetService<IMigrator>().MigrateAsync(Before, stop);
        await AddAsync(database, Acme, "eu");
        await AddAsync(database, Globex, region: null);
        await database.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "Schemas" ("Id", "TenantId", "ConnectionId", "AssetsId", "Name", "Key", "Status", "SyncedAt",
                "CanManage", "Change", "ObjectCount", "ObjectTypeCount")
            VALUES ({Acme}, {Acme}, {Acme}, '1', 'IT', 'IT', 'Active', 0, 1, 0, 0, 0);
            INSERT INTO "Snapshots" ("Id", "TenantId", "SchemaId", "TakenAt", "State", "Trigger", "TakenBy", "Objects",
                "AddedBytes", "Parts", "Change")
            VALUES ({Acme}, {Acme}, {Acme}, 0, 'Complete', 'Manual', 'operator', 1, 1, '[]', 0);
            """,
            stop
        );
        return database;
    }

    private async Task AddAsync(AppDatabase database, Guid tenant, string? region)
    {
        var kind = region is null ? null : "Managed";
        await database.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "Tenants" ("Id", "State", "CreatedAt") VALUES ({tenant}, 'Active', 0);
            INSERT INTO "Connections" ("Id", "TenantId", "Role", "Name", "SiteUrl", "CloudId", "WorkspaceId", "Email",
                "ApiToken", "TokenSetAt", "Storage", "StorageRegion", "CreatedAt")
            VALUES ({tenant}, {tenant}, 'Current', 'n', 's', 'c', 'w', 'e', X'00', 0, {kind}, {region}, 0);
            """,
            stop
        );
    }
}
