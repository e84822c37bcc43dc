using AssetsBackup.Features.Runs;

namespace AssetsBackup.Tests.Runs;

/// <summary>A process that no job wakes, as a command in a terminal is one, works its run off by itself.</summary>
public sealed class WorkedOffTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_that_nothing_wakes_is_worked_off_though_its_lease_is_lost_meanwhile()
    {
        var attempts = 0;
        var body = new ScriptedBody(
            RunKind.Backup,
            async (run, stop) =>
            {
                if (++attempts == 1)
                    run.Lease.Lost();
                await run.SaveCheckpointAsync(new Cursor("1"), stop);
                return RunOutcome.Succeeded("backed up");
            }
        );
        await using var fixture = await RunnerFixture.CreateAsync(null, body);
        var id = await fixture.QueueAsync(RunKind.Backup);

        await fixture.Runner.WorkOffAsync(fixture.Connection, id, Stop);

        attempts.ShouldBe(2);
        (await fixture.ReadAsync(id)).State.ShouldBe(RunState.Succeeded);
    }

    [Fact]
    public async Task A_run_that_waits_is_not_waited_for()
    {
        var body = new ScriptedBody(
            RunKind.Backup,
            (_, _) => Task.FromResult(RunOutcome.Waiting("jira-limited", "Jira limits us.", null))
        );
        await using var fixture = await RunnerFixture.CreateAsync(null, body);
        var id = await fixture.QueueAsync(RunKind.Backup);

        await fixture.Runner.WorkOffAsync(fixture.Connection, id, Stop);

        (await fixture.ReadAsync(id)).State.ShouldBe(RunState.Paused);
    }

    private sealed record Cursor(string Page);
}
