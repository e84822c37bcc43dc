using AssetsBackup.Features.Runs;
using Microsoft.Extensions.Time.Testing;

namespace AssetsBackup.Tests.Runs;

/// <summary>Runs that Jira sends away: when they go on by themselves, and when they do not.</summary>
public sealed class WaitingRunTests : IAsyncDisposable
{
    private readonly FakeTimeProvider clock = new(DateTimeOffset.UnixEpoch.AddYears(56));
    private Func<RunContext, Task<RunOutcome>> work = _ => Task.FromResult(Limited(null));
    private RunnerFixture? fixture;
    private int attempts;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_that_gets_nowhere_stays_away_longer_each_time_and_an_hour_at_most()
    {
        var id = await QueueAsync();
        var minutes = new List<double>();
        for (var attempt = 0; attempt < 9; attempt++)
        {
            var run = await DrainAsync(id);
            run.State.ShouldBe(RunState.Paused);
            minutes.Add((run.GoesOnAt!.Value - clock.GetUtcNow()).TotalMinutes);
            clock.Advance(run.GoesOnAt.Value - clock.GetUtcNow());
        }
        minutes.ShouldBe([1, 2, 4, 8, 16, 32, 60, 60, 60]);
        attempts.ShouldBe(9);
    }

    [Fact]
    public async Task Before_its_time_nobody_goes_on_with_it_and_then_it_ends_as_if_nothing_had_been()
    {
        var id = await QueueAsync();
        var waiting = await DrainAsync(id);
        waiting.ErrorCode.ShouldBe("jira-limited");
        waiting.WaitsFor.ShouldBe("Jira limits our calls. Next attempt: 00:01 UTC.");

        clock.Advance(TimeSpan.FromSeconds(59));
        (await DrainAsync(id)).State.ShouldBe(RunState.Paused);
        attempts.ShouldBe(1);

        work = _ => Task.FromResult(RunOutcome.Succeeded("backed up"));
        clock.Advance(TimeSpan.FromSeconds(1));
        var ended = await DrainAsync(id);
        (ended.State, ended.ErrorCode, ended.GoesOnAt).ShouldBe((RunState.Succeeded, null, null));
    }

    [Theory]
    [InlineData(3, 3)]
    [InlineData(240, 24)]
    public async Task What_jira_names_is_kept_to_but_no_longer_than_a_day(int named, int waits)
    {
        work = _ => Task.FromResult(Limited(TimeSpan.FromHours(named)));
        var run = await DrainAsync(await QueueAsync());
        (run.GoesOnAt - clock.GetUtcNow()).ShouldBe(TimeSpan.FromHours(waits));
    }

    [Fact]
    public async Task What_jira_names_does_not_make_the_waits_shorter()
    {
        work = _ => Task.FromResult(Limited(TimeSpan.FromSeconds(1)));
        var run = await DrainAsync(await QueueAsync());
        (run.GoesOnAt - clock.GetUtcNow()).ShouldBe(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_run_that_got_further_in_between_starts_with_short_waits_again()
    {
        var id = await QueueAsync();
        for (var attempt = 0; attempt < 4; attempt++)
            clock.Advance((await DrainAsync(id)).GoesOnAt!.Value - clock.GetUtcNow());
        work = async run =>
        {
            await run.SaveCheckpointAsync(new Page(7), Stop);
            return Limited(null);
        };

        var waiting = await DrainAsync(id);

        (waiting.GoesOnAt - clock.GetUtcNow()).ShouldBe(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_run_that_was_stopped_while_it_waited_never_goes_on()
    {
        var id = await QueueAsync();
        await DrainAsync(id);
        await fixture!.ChangeAsync(id, run => run.RequestStop(clock.GetUtcNow()));

        clock.Advance(TimeSpan.FromDays(1));

        (await DrainAsync(id)).State.ShouldBe(RunState.Stopped);
        attempts.ShouldBe(1);
    }

    [Fact]
    public async Task A_run_that_waits_for_somebody_does_not_go_on_by_itself()
    {
        work = _ => Task.FromResult(RunOutcome.Paused("token-rejected", "Enter a new token."));
        var id = await QueueAsync();
        await DrainAsync(id);

        clock.Advance(TimeSpan.FromDays(30));

        (await DrainAsync(id)).WaitsFor.ShouldBe("Enter a new token.");
        attempts.ShouldBe(1);
    }

    public ValueTask DisposeAsync() => fixture?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task<Guid> QueueAsync()
    {
        var body = new ScriptedBody(
            RunKind.Backup,
            (run, _) =>
            {
                attempts++;
                return work(run);
            }
        );
        fixture = await RunnerFixture.CreateAsync(clock, body);
        return await fixture.QueueAsync(RunKind.Backup);
    }

    private async Task<Run> DrainAsync(Guid id)
    {
        await fixture!.Runner.DrainAsync(fixture.Connection, Stop);
        return await fixture.ReadAsync(id);
    }

    private static RunOutcome Limited(TimeSpan? named) =>
        RunOutcome.Waiting("jira-limited", "Jira limits our calls.", named);

    private sealed record Page(int Number);
}
