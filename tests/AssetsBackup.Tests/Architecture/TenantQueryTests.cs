using AssetsBackup.Features.Changes;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Features.Targets;
using AssetsBackup.Tests.Capture;

namespace AssetsBackup.Tests.Architecture;

/// <summary>That the rule of <see cref="TenantRule"/> has something to look at and can tell good from bad.</summary>
public sealed class TenantQueryTests
{
    [Theory]
    [InlineData("""SELECT "r"."Id" FROM "Runs" AS "r" WHERE "r"."TenantId" = @tenant""", true)]
    [InlineData(
        """SELECT "r"."Id" FROM "Runs" AS "r" WHERE "r"."Id" = @id AND "r"."TenantId" = @tenant""",
        true
    )]
    [InlineData("""SELECT "r"."TenantId" FROM "Runs" AS "r" WHERE "r"."Id" = @id""", false)]
    [InlineData("""UPDATE "Runs" AS "r" SET "TenantId" = @tenant WHERE "r"."Id" = @id""", false)]
    [InlineData("""DELETE FROM "Runs" AS "r" WHERE "r"."Id" = @id""", false)]
    [InlineData(
        """SELECT 1 FROM "Tenants" AS "t" INNER JOIN "Runs" AS "r" ON "t"."Id" = "r"."TenantId" """,
        false
    )]
    public void A_condition_on_the_tenant_is_told_from_a_column_of_it(string sql, bool names)
    {
        TenantWatch
            .TablesOf(sql, new HashSet<string>(StringComparer.Ordinal) { "Runs" })
            .ShouldHaveSingleItem();
        TenantWatch.NamesTenant(sql).ShouldBe(names);
    }

    [Fact]
    public void Every_exception_is_still_a_type_of_the_product() =>
        TenantRule.Outdated.ShouldBeEmpty();

    [Fact]
    public async Task What_handlers_and_runs_ask_is_seen_and_names_the_tenant()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:50");
        var key = (await host.SendAsync(new ListSchemas())).Items.Single().Key;
        var backup = await host.BackUpAsync(key);
        await host.DrainAsync((await host.SendAsync(new StartVerify(backup.Id))).RunId);
        await host.SendAsync(new ListRuns(null));
        await host.SendAsync(new ListTargets());
        await host.SendAsync(new GetChanges(0));

        var seen = TenantWatch.Seen;

        seen.Count(query => query.NamesTenant).ShouldBeGreaterThan(15);
        seen.ShouldContain(query => !query.NamesTenant && query.Caller.EndsWith(".SiteRunner"));
        seen.ShouldContain(query => query.Caller.EndsWith(".BackupRun"));
        seen.ShouldNotContain(query => query.Caller.Contains(".Tests."));
        var owned = TenantWatch.OwnedTables(host.Database());
        owned.ShouldBe(
            [
                "Actors",
                "Alarms",
                "AuditHeads",
                "AuditLog",
                "ChangeCounters",
                "ConnectInstallations",
                "Connections",
                "Identities",
                "IdMap",
                "Journal",
                "NotificationChannels",
                "Notifications",
                "PastOccurrences",
                "Plans",
                "RunLog",
                "RetentionRules",
                "Runs",
                "Schedules",
                "Schemas",
                "Snapshots",
                "StoragePlaces",
            ],
            ignoreOrder: true
        );
        TenantRule.Broken.ShouldBeEmpty();
    }
}
