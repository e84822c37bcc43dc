using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AssetsBackup.Hosting.Database.Migrations
{
    /// <inheritdoc />
    public partial class StoragePlaces : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "StoragePlaces",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Region = table.Column<string>(type: "TEXT", nullable: true),
                    Servers = table.Column<string>(type: "TEXT", nullable: true),
                    Version = table.Column<string>(type: "TEXT", nullable: true),
                    UsesTls = table.Column<bool>(type: "INTEGER", nullable: false),
                    Access = table.Column<byte[]>(type: "BLOB", nullable: true),
                    AccessSetAt = table.Column<long>(type: "INTEGER", nullable: true),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StoragePlaces", x => x.Id);
                    table.ForeignKey(
                        name: "FK_StoragePlaces_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_StoragePlaces_TenantId",
                table: "StoragePlaces",
                column: "TenantId");

            migrationBuilder.AddColumn<Guid>(
                name: "StoragePlaceId",
                table: "Connections",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "StoragePlaceId",
                table: "Snapshots",
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            // A tenant has one row a region; its id is that of a connection, so that two runs of this make the same.
            migrationBuilder.Sql(
                """
                INSERT INTO "StoragePlaces" ("Id", "TenantId", "Kind", "Region", "UsesTls", "CreatedAt")
                SELECT MIN("Id"), "TenantId", 'Managed', "StorageRegion", 0, MIN("CreatedAt")
                FROM "Connections"
                WHERE "Role" = 'Current' AND "StorageRegion" IS NOT NULL
                GROUP BY "TenantId", "StorageRegion";
                """);

            migrationBuilder.Sql(
                """
                UPDATE "Connections" SET "StoragePlaceId" = (
                    SELECT "p"."Id" FROM "StoragePlaces" AS "p"
                    WHERE "p"."TenantId" = "Connections"."TenantId" AND "p"."Region" = "Connections"."StorageRegion")
                WHERE "Role" = 'Current';
                """);

            migrationBuilder.Sql(
                """
                UPDATE "Snapshots" SET "StoragePlaceId" = (
                    SELECT "c"."StoragePlaceId" FROM "Connections" AS "c"
                    WHERE "c"."TenantId" = "Snapshots"."TenantId" AND "c"."StoragePlaceId" IS NOT NULL
                    ORDER BY "c"."CreatedAt" DESC LIMIT 1)
                WHERE EXISTS (
                    SELECT 1 FROM "Connections" AS "c"
                    WHERE "c"."TenantId" = "Snapshots"."TenantId" AND "c"."StoragePlaceId" IS NOT NULL);
                """);

            // SQLite's own statement: DropColumn would rebuild the table, which no transaction protects.
            migrationBuilder.Sql("""ALTER TABLE "Connections" DROP COLUMN "Storage";""");
            migrationBuilder.Sql("""ALTER TABLE "Connections" DROP COLUMN "StorageRegion";""");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Storage",
                table: "Connections",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "StorageRegion",
                table: "Connections",
                type: "TEXT",
                nullable: true);

            // An own database is nothing that the version before knows: its site has to be set up again.
            migrationBuilder.Sql(
                """
                UPDATE "Connections" SET "Storage" = 'Managed', "StorageRegion" = (
                    SELECT "p"."Region" FROM "StoragePlaces" AS "p" WHERE "p"."Id" = "Connections"."StoragePlaceId")
                WHERE "StoragePlaceId" IN (SELECT "Id" FROM "StoragePlaces" WHERE "Kind" = 'Managed');
                """);

            migrationBuilder.Sql("""ALTER TABLE "Connections" DROP COLUMN "StoragePlaceId";""");
            migrationBuilder.Sql("""ALTER TABLE "Snapshots" DROP COLUMN "StoragePlaceId";""");

            migrationBuilder.DropTable(
                name: "StoragePlaces");
        }
    }
}
