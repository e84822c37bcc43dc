using AssetsBackup.Features.Runs;

namespace AssetsBackup.Tests.Runs;

/// <summary>What runs beside what.</summary>
public sealed class RunLaneTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_restore_does_not_wait_for_a_backup()
    {
        var restoreBegan = new TaskCompletionSource();
        var backup = new ScriptedBody(
            RunKind.Backup,
            async (_, stop) =>
            {
                await restoreBegan.Task.WaitAsync(TimeSpan.FromSeconds(30), stop);
                return RunOutcome.Succeeded("backed up");
            }
        );
        var restore = new ScriptedBody(
            RunKind.Restore,
            (_, _) =>
            {
                restoreBegan.SetResult();
                return Task.FromResult(RunOutcome.Succeeded("restored"));
            }
        );
        await using var fixture = await RunnerFixture.CreateAsync(null, backup, restore);
        var first = await fixture.QueueAsync(RunKind.Backup);
        var draining = fixture.Runner.DrainAsync(fixture.Connection, Stop);
        var second = await fixture.QueueAsync(RunKind.Restore);

        await draining;

        (await fixture.ReadAsync(first)).State.ShouldBe(RunState.Succeeded);
        (await fixture.ReadAsync(second)).State.ShouldBe(RunState.Succeeded);
    }

    [Fact]
    public async Task What_a_backup_reads_object_by_object_keeps_no_other_backup_waiting()
    {
        var other = new TaskCompletionSource();
        var first = Guid.Empty;
        var backup = new ScriptedBody(
            RunKind.Backup,
            async (run, stop) =>
            {
                if (run.Id != first)
                {
                    other.SetResult();
                    return RunOutcome.Succeeded("the other one");
                }
                if (run.Lane == RunLane.Read)
                    return RunOutcome.GoesOnIn(RunLane.Parts);
                await other.Task.WaitAsync(TimeSpan.FromSeconds(30), stop);
                return RunOutcome.Succeeded("all of it");
            }
        );
        await using var fixture = await RunnerFixture.CreateAsync(null, backup);
        first = await fixture.QueueAsync(RunKind.Backup);
        var second = await fixture.QueueAsync(RunKind.Backup);

        await fixture.Runner.DrainAsync(fixture.Connection, Stop);

        (await fixture.ReadAsync(first)).Result.ShouldBe("all of it");
        (await fixture.ReadAsync(second)).Result.ShouldBe("the other one");
        (await fixture.LogAsync()).ShouldBe(["the other one", "all of it"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_run_that_is_stopped_as_it_changes_its_lane_ends()
    {
        RunnerFixture? fixture = null;
        var backup = new ScriptedBody(
            RunKind.Backup,
            async (run, _) =>
            {
                await fixture!.ChangeAsync(run.Id, row => row.StopRequested = true);
                return RunOutcome.GoesOnIn(RunLane.Parts);
            }
        );
        await using var made = fixture = await RunnerFixture.CreateAsync(null, backup);
        var id = await fixture.QueueAsync(RunKind.Backup);

        await fixture.Runner.DrainAsync(fixture.Connection, Stop);

        var run = await fixture.ReadAsync(id);
        (run.State, run.Result).ShouldBe((RunState.Stopped, Run.StoppedWords));
        run.FinishedAt.ShouldNotBeNull();
        (await fixture.LogAsync()).ShouldBe([Run.StoppedWords]);
    }
}
