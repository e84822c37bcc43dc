using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AssetsBackup.Hosting.Database.Migrations
{
    /// <inheritdoc />
    public partial class TokenAndConsistency : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Consistency",
                table: "Snapshots",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Token",
                table: "Connections",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "NotChecked");

            migrationBuilder.AddColumn<long>(
                name: "TokenCheckedAt",
                table: "Connections",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "TokenReason",
                table: "Connections",
                type: "TEXT",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Consistency",
                table: "Snapshots");

            migrationBuilder.DropColumn(
                name: "Token",
                table: "Connections");

            migrationBuilder.DropColumn(
                name: "TokenCheckedAt",
                table: "Connections");

            migrationBuilder.DropColumn(
                name: "TokenReason",
                table: "Connections");
        }
    }
}
