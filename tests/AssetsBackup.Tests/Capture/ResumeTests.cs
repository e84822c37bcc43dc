using AssetsBackup.Features.Connections.Credentials;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Snapshots.Records;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Tests.Capture;

public sealed class ResumeTests
{
    private const string Search = "/object/aql";

    [Theory]
    [InlineData("itsm", 9)]
    [InlineData("n:12000", 10)]
    public async Task A_backup_that_is_ended_again_and_again_holds_what_an_undisturbed_one_holds(
        string world,
        int callsBetweenEnds
    )
    {
        await using var host = await CaptureHost.StartSetUpAsync(world);
        // A site answers no faster than its pages are taken in: of many at once an end would lose all.
        await host.SwitchAsync(new() { ["pageMilliseconds"] = 60 });
        var key = await host.ReadAsync(database =>
            database.Schemas.Select(s => s.Key).FirstAsync()
        );
        var disturbed = await host.QueueBackupAsync(key);
        var ends = 0;

        Run run;
        do
        {
            using var shutdown = new CancellationTokenSource();
            host.Wire.Reset();
            var searches = 0;
            host.Wire.BeforeCall = (path, _) =>
            {
                if (
                    path.EndsWith(Search, StringComparison.Ordinal)
                    && Interlocked.Increment(ref searches) == callsBetweenEnds
                )
                    shutdown.Cancel();
            };
            run = await host.DrainAsync(disturbed, shutdown.Token);
            ends++;
            ends.ShouldBeLessThan(60);
        } while (run.State == RunState.Running);

        ends.ShouldBeGreaterThan(2);
        run.State.ShouldBe(RunState.Succeeded, run.ErrorMessage);
        host.Wire.Reset();
        var undisturbed = await host.FullBackUpAsync(key);
        (await host.RootAsync(run.Id))
            .Trees.Where(tree => tree.Key != SnapshotTrees.Schema)
            .ShouldBe(
                (await host.RootAsync(undisturbed.Id)).Trees.Where(tree =>
                    tree.Key != SnapshotTrees.Schema
                ),
                ignoreOrder: true
            );
        (await host.SnapshotAsync(run.Id)).AddedBytes.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_token_that_dies_in_mid_backup_pauses_it_and_a_new_token_lets_it_go_on()
    {
        await using var host = await CaptureHost.StartSetUpAsync();
        var key = await host.ReadAsync(database =>
            database.Schemas.Select(s => s.Key).FirstAsync()
        );
        var searches = 0;
        host.Wire.BeforeCall = (path, _) =>
            host.Wire.TokenIsDead |=
                path.EndsWith(Search, StringComparison.Ordinal)
                && Interlocked.Increment(ref searches) > 6;

        var run = await host.BackUpAsync(key);

        run.State.ShouldBe(RunState.Paused);
        run.ErrorCode.ShouldBe("token-rejected");
        run.Checkpoint.ShouldNotBeNull();
        (await host.ReadAsync(database => database.Snapshots.CountAsync())).ShouldBe(0);

        host.Wire.Reset();
        await host.SendAsync(
            new SaveCredentials(host.Workspace("acme"), "agent@acme.example", "agent-token")
        );
        run = await host.DrainAsync(run.Id);

        run.State.ShouldBe(RunState.Succeeded, run.ErrorMessage);
        (await host.SnapshotAsync(run.Id)).Objects.ShouldBe(
            (await host.WorldSchemaAsync(key)).GetProperty("objects").GetInt32()
        );
    }

    [Fact]
    public async Task A_snapshot_that_was_written_before_the_row_is_found_again()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:600");
        var key = await host.ReadAsync(database =>
            database.Schemas.Select(s => s.Key).SingleAsync()
        );
        var run = await host.BackUpAsync(key);
        await using (var database = host.Database())
        {
            await database.Snapshots.ExecuteDeleteAsync();
            await database
                .Runs.Where(row => row.Id == run.Id)
                .ExecuteUpdateAsync(row => row.SetProperty(r => r.State, RunState.Running));
        }

        run = await host.DrainAsync(run.Id);

        run.State.ShouldBe(RunState.Succeeded, run.ErrorMessage);
        (await host.SnapshotAsync(run.Id)).Objects.ShouldBe(600);
    }
}
