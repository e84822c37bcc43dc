using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AssetsBackup.Hosting.Database.Migrations
{
    /// <inheritdoc />
    public partial class RunLanes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Lane",
                table: "Runs",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "Read");
            migrationBuilder.Sql(
                """UPDATE "Runs" SET "Lane" = 'Write' WHERE "Kind" = 'Restore'""");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Lane",
                table: "Runs");
        }
    }
}
