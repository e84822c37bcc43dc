using AssetsBackup.Features.Runs;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Tests.Capture;

/// <summary>A site that tells us to stay away longer than a run has patience.</summary>
public sealed class SentAwayTests
{
    private static readonly TimeSpan Named = TimeSpan.FromMinutes(30);

    [Theory]
    [InlineData("tooManyRequests", "jira-limited")]
    [InlineData("unavailable", "jira-not-reachable")]
    public async Task A_backup_goes_on_by_itself_once_the_time_that_jira_named_has_passed(
        string kind,
        string code
    )
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:1200");
        await using var scheduler = await Scheduler.StartAsync(host);
        var key = await host.ReadAsync(database =>
            database.Schemas.Select(s => s.Key).SingleAsync()
        );
        await host.FaultAsync(
            new
            {
                operation = "findObjectsByAql",
                kind,
                call = 4,
                retryAfterSeconds = Named.TotalSeconds,
            }
        );

        var sentAway = await scheduler.UntilAsync(
            await host.QueueBackupAsync(key),
            RunState.Paused
        );

        sentAway.ErrorCode.ShouldBe(code);
        sentAway.Checkpoint.ShouldNotBeNull();
        var left = sentAway.GoesOnAt.ShouldNotBeNull() - host.Clock.GetUtcNow();
        left.ShouldBeInRange(Named - TimeSpan.FromMinutes(3), Named);
        host.Clock.MoveAhead(Named);
        var ended = await scheduler.UntilAsync(sentAway.Id, RunState.Succeeded);
        (ended.GoesOnAt, ended.WaitsFor).ShouldBe((null, null));
        (await host.SnapshotAsync(ended.Id)).Objects.ShouldBe(1200);
        (await host.FiredFaultsAsync()).ShouldBe(1);
    }
}
