using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AssetsBackup.Hosting.Database.Migrations
{
    /// <inheritdoc />
    public partial class SchemaWorkspaces : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Schemas_ConnectionId_AssetsId",
                table: "Schemas");

            migrationBuilder.AddColumn<string>(
                name: "WorkspaceId",
                table: "Schemas",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.Sql(
                """
                UPDATE "Schemas" SET "WorkspaceId" = (
                    SELECT "WorkspaceId" FROM "Connections" WHERE "Connections"."Id" = "Schemas"."ConnectionId")
                """
            );

            migrationBuilder.CreateIndex(
                name: "IX_Schemas_ConnectionId_WorkspaceId_AssetsId",
                table: "Schemas",
                columns: new[] { "ConnectionId", "WorkspaceId", "AssetsId" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Schemas_ConnectionId_WorkspaceId_AssetsId",
                table: "Schemas");

            migrationBuilder.DropColumn(
                name: "WorkspaceId",
                table: "Schemas");

            migrationBuilder.CreateIndex(
                name: "IX_Schemas_ConnectionId_AssetsId",
                table: "Schemas",
                columns: new[] { "ConnectionId", "AssetsId" },
                unique: true);
        }
    }
}
