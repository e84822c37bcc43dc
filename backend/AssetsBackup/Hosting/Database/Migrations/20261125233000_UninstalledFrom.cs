using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AssetsBackup.Hosting.Database.Migrations
{
    /// <inheritdoc />
    public partial class UninstalledFrom : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "UninstalledFrom",
                table: "Tenants",
                type: "TEXT",
                nullable: true);

            migrationBuilder.Sql(
                """
                UPDATE "Tenants" SET "UninstalledFrom" =
                    (SELECT "BaseUrl" FROM "ConnectInstallations" WHERE "TenantId" = "Tenants"."Id" LIMIT 1)
                WHERE "State" = 'Uninstalled'
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "UninstalledFrom",
                table: "Tenants");
        }
    }
}
