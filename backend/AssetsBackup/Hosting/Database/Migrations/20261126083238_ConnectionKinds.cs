using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AssetsBackup.Hosting.Database.Migrations
{
    /// <inheritdoc />
    public partial class ConnectionKinds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Kind",
                table: "Connections",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "Cloud");

            migrationBuilder.AddColumn<string>(
                name: "SignIn",
                table: "Connections",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "Basic");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Kind",
                table: "Connections");

            migrationBuilder.DropColumn(
                name: "SignIn",
                table: "Connections");
        }
    }
}
