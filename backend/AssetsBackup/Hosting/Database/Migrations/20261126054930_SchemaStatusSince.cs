using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AssetsBackup.Hosting.Database.Migrations
{
    /// <inheritdoc />
    public partial class SchemaStatusSince : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "StatusSince",
                table: "Schemas",
                type: "INTEGER",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "StatusSince",
                table: "Schemas");
        }
    }
}
