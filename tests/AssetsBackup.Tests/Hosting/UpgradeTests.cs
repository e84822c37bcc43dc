using AssetsBackup.Features.Audit;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Schedules;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Tests.Capture;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AssetsBackup.Tests.Hosting;

/// <summary>An app database that the version before has filled is brought up to date with all that it holds.</summary>
public sealed class UpgradeTests
{
    private const string Before = "20261127023855_RunLanes";
    private static CancellationToken Never => CancellationToken.None;

    [Fact]
    public async Task What_was_backed_up_is_there_and_backups_go_on()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:50");
        var first = (await host.BackUpAsync("CNT")).Id;
        await using (var database = host.Database())
        {
            var migrator = database.GetService<IMigrator>();
            await migrator.MigrateAsync(Before, Never);
            (await TablesAsync(database)).ShouldNotContain("Schedules");
            (await TablesAsync(database)).ShouldContain("Snapshots");
            await migrator.MigrateAsync(cancellationToken: Never);
        }

        var schema = (await host.SendAsync(new ListSchemas())).Items.ShouldHaveSingleItem();
        (schema.LastSnapshotId, schema.Schedule).ShouldBe((first, null));
        (await host.SnapshotAsync(first)).IsPinned.ShouldBeFalse();
        host.Clock.MoveAhead(TimeSpan.FromHours(1));
        var saved = await host.SendAsync(
            new SaveSchedule(
                schema.Id,
                IsEnabled: true,
                new(ScheduleKind.Custom, "0 3 * * *", "UTC")
            )
        );
        (await host.DrainAsync(saved.RunId!.Value)).State.ShouldBe(RunState.Succeeded);
        var log = await host.SendAsync(new VerifyAuditLog());
        (log.Finding, log.Backups, log.OlderBackups).ShouldBe((null, 1, 1));
    }

    private static Task<List<string>> TablesAsync(DbContext database) =>
        database
            .Database.SqlQuery<string>(
                $"""SELECT name AS "Value" FROM sqlite_master WHERE type = 'table'"""
            )
            .ToListAsync(Never);
}
