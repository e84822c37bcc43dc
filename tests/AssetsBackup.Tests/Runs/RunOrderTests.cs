using AssetsBackup.Atlassian;
using AssetsBackup.Features.Connections;
using AssetsBackup.Features.Runs;

namespace AssetsBackup.Tests.Runs;

/// <summary>Plans of restores before what somebody asked for, that before what a schedule did: among runs, and among their calls.</summary>
public sealed class RunOrderTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_schedule_asked_for_waits_for_what_people_asked_for_and_plans_come_first()
    {
        var begun = new List<(RunKind, CallPriority)>();
        var bodies = Array.ConvertAll(
            [RunKind.Sync, RunKind.Backup, RunKind.Plan],
            kind => new ScriptedBody(
                kind,
                (run, _) =>
                {
                    begun.Add((run.Kind, RunCalls.WatchOf(run).Priority));
                    return Task.FromResult(RunOutcome.Succeeded("done"));
                }
            )
        );
        await using var fixture = await RunnerFixture.CreateAsync(null, bodies);
        await fixture.QueueAsync(RunKind.Backup, Run.BySchedule);
        await fixture.QueueAsync(RunKind.Sync, Run.BySchedule);
        await fixture.QueueAsync(RunKind.Backup);
        await fixture.QueueAsync(RunKind.Plan);

        await fixture.Runner.DrainAsync(fixture.Connection, Stop);

        begun.ShouldBe([
            (RunKind.Plan, CallPriority.Restore),
            (RunKind.Backup, CallPriority.Manual),
            (RunKind.Sync, CallPriority.Scheduled),
            (RunKind.Backup, CallPriority.Scheduled),
        ]);
    }

    [Fact]
    public async Task A_run_that_was_begun_is_ended_before_a_more_urgent_one_begins()
    {
        var begun = new List<Guid>();
        var body = new ScriptedBody(
            RunKind.Backup,
            (run, _) =>
            {
                begun.Add(run.Id);
                return Task.FromResult(RunOutcome.Succeeded("done"));
            }
        );
        await using var fixture = await RunnerFixture.CreateAsync(null, body);
        var manual = await fixture.QueueAsync(RunKind.Backup);
        var scheduled = await fixture.QueueAsync(RunKind.Backup, Run.BySchedule);
        await fixture.ChangeAsync(scheduled, run => run.State = RunState.Running);

        await fixture.Runner.DrainAsync(fixture.Connection, Stop);

        begun.ShouldBe([scheduled, manual]);
    }
}
