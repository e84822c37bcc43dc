using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AssetsBackup.Hosting.Database.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class RetentionAndAlarms : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Alarms",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    TenantId = table.Column<Guid>(type: "uuid", nullable: false),
                    SchemaId = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    RaisedAt = table.Column<long>(type: "bigint", nullable: false),
                    SnapshotId = table.Column<Guid>(type: "uuid", nullable: true),
                    BeforeId = table.Column<Guid>(type: "uuid", nullable: false),
                    BeforeAt = table.Column<long>(type: "bigint", nullable: false),
                    Before = table.Column<int>(type: "integer", nullable: false),
                    Now = table.Column<int>(type: "integer", nullable: false),
                    Types = table.Column<string>(type: "text", nullable: false),
                    AcknowledgedAt = table.Column<long>(type: "bigint", nullable: true),
                    AcknowledgedBy = table.Column<string>(type: "text", nullable: true),
                    Change = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Alarms", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Alarms_Schemas_SchemaId",
                        column: x => x.SchemaId,
                        principalTable: "Schemas",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "RetentionRules",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uuid", nullable: false),
                    OwnerId = table.Column<Guid>(type: "uuid", nullable: false),
                    WithinDays = table.Column<int>(type: "integer", nullable: false),
                    Daily = table.Column<int>(type: "integer", nullable: false),
                    Weekly = table.Column<int>(type: "integer", nullable: false),
                    Monthly = table.Column<int>(type: "integer", nullable: false),
                    Yearly = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RetentionRules", x => new { x.TenantId, x.OwnerId });
                });

            migrationBuilder.CreateIndex(
                name: "IX_Alarms_SchemaId",
                table: "Alarms",
                column: "SchemaId");

            migrationBuilder.CreateIndex(
                name: "IX_Alarms_TenantId_SchemaId",
                table: "Alarms",
                columns: new[] { "TenantId", "SchemaId" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Alarms");

            migrationBuilder.DropTable(
                name: "RetentionRules");
        }
    }
}
