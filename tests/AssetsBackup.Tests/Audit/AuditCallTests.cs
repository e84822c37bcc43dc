using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AssetsBackup.Features.Audit;
using AssetsBackup.Tests.Doors.Connect;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Tests.Audit;

/// <summary>The log over HTTP: administrators of its own site read it, and nobody else.</summary>
public sealed class AuditCallTests : IAsyncLifetime
{
    private DoorHost door = null!;
    private TestSite site = null!;
    private TestSite other = null!;

    public async ValueTask InitializeAsync()
    {
        door = await DoorHost.StartAsync();
        site = await TestSite.Acme(door).InstallAsync();
        other = await TestSite.Globex(door).InstallAsync();
        await door.ReadAsync(async database =>
        {
            var tenant = await database.ConnectInstallations.SingleAsync(row =>
                row.ClientKey == site.ClientKey
            );
            foreach (var who in (string[])["admin-1", "schedule"])
                database.Audit(
                    new AuditNote(
                        tenant.TenantId,
                        who,
                        AuditAction.ScheduleChanged,
                        new AuditSubject(AuditSubjectKind.Schema, Name: "ITSM"),
                        [new AuditValue("Time", "02:00", "03:00")]
                    )
                );
            return await database.SaveChangesAsync();
        });
    }

    public ValueTask DisposeAsync() => door.DisposeAsync();

    [Fact]
    public async Task An_administrator_reads_the_log_of_the_site_and_of_no_other()
    {
        var page = await ReadAsync(await site.GetAsync("/api/audit"));
        page.GetProperty("items").GetArrayLength().ShouldBe(2);
        page.GetProperty("next").ValueKind.ShouldBe(JsonValueKind.Null);
        var filtered = await ReadAsync(
            await site.GetAsync(
                "/api/audit?from=2026-11-23T00:00:00Z&to=2026-11-24T00:00:00Z&action=scheduleChanged&user=admin-1&before=2"
            )
        );
        var line = filtered.GetProperty("items").EnumerateArray().Single();
        line.GetProperty("number").GetInt64().ShouldBe(1);
        line.GetProperty("at").GetDateTimeOffset().ShouldBe(door.Clock.GetUtcNow());
        line.GetProperty("who").GetString().ShouldBe("admin-1");
        line.GetProperty("action").GetString().ShouldBe("scheduleChanged");
        line.GetProperty("values")[0].GetProperty("new").GetString().ShouldBe("03:00");
        (await ReadAsync(await site.GetAsync("/api/audit/users")))
            .GetProperty("items")
            .EnumerateArray()
            .Select(user => user.GetString())
            .ShouldBe(["admin-1", "schedule"]);

        foreach (var path in (string[])["/api/audit", "/api/audit/users"])
            (await ReadAsync(await other.GetAsync(path)))
                .GetProperty("items")
                .GetArrayLength()
                .ShouldBe(0);
    }

    [Theory]
    [InlineData("/api/audit")]
    [InlineData("/api/audit/users")]
    public async Task Who_is_no_jira_administrator_reads_none_of_it(string path)
    {
        var answer = await site.GetAsync(path, "somebody-else");

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await DoorHost.CodeOf(answer)).ShouldBe("not-an-administrator");
    }

    [Theory]
    [InlineData("action=nothing")]
    [InlineData("from=yesterday")]
    public async Task A_filter_that_is_none_is_refused(string query) =>
        (await site.GetAsync($"/api/audit?{query}")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer) =>
        await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
}
