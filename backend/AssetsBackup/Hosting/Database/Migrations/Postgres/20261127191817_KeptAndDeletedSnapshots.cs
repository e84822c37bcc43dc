using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AssetsBackup.Hosting.Database.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class KeptAndDeletedSnapshots : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "DeletedAt",
                table: "Snapshots",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsPinned",
                table: "Snapshots",
                type: "boolean",
                nullable: false,
                defaultValue: false);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "DeletedAt",
                table: "Snapshots");

            migrationBuilder.DropColumn(
                name: "IsPinned",
                table: "Snapshots");
        }
    }
}
