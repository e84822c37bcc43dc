using AssetsBackup.Features.Runs;
using AssetsBackup.Hosting.Problems;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace AssetsBackup.Tests.Runs;

public sealed class SiteRunnerTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_queued_run_is_executed_and_its_end_recorded()
    {
        var body = new ScriptedBody(
            RunKind.Sync,
            async (run, stop) =>
            {
                await run.ReportAsync("Reading schemas", 2, 2, stop);
                return RunOutcome.Succeeded("2 schemas found");
            }
        );
        await using var fixture = await RunnerFixture.CreateAsync(null, body);
        var id = await fixture.QueueAsync(RunKind.Sync);

        await fixture.Runner.DrainAsync(fixture.Connection, Stop);

        var run = await fixture.ReadAsync(id);
        run.State.ShouldBe(RunState.Succeeded);
        run.Result.ShouldBe("2 schemas found");
        (run.Step, run.Done, run.Total).ShouldBe(("Reading schemas", 2, 2));
        run.StartedAt.ShouldNotBeNull();
        run.FinishedAt.ShouldNotBeNull();
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(30, false)]
    public async Task Through_a_long_pause_no_time_is_foretold(int seconds, bool isForetold)
    {
        var clock = new FakeTimeProvider();
        RunnerFixture? runner = null;
        RunView? seen = null;
        var body = new ScriptedBody(
            RunKind.Sync,
            async (run, stop) =>
            {
                await run.ReportAsync("Reading", 0, 100, stop);
                clock.Advance(TimeSpan.FromSeconds(2));
                await run.ReportAsync("Reading", 50, 100, stop);
                await run.WaitsForAsync("Jira", TimeSpan.FromSeconds(seconds), stop);
                seen = RunView.Of(await runner!.ReadAsync(run.Id));
                return RunOutcome.Succeeded("read");
            }
        );
        await using var fixture = runner = await RunnerFixture.CreateAsync(clock, body);
        await fixture.QueueAsync(RunKind.Sync);

        await fixture.Runner.DrainAsync(fixture.Connection, Stop);

        (seen.ShouldNotBeNull().EtaSecondsHigh is not null).ShouldBe(isForetold);
        seen.WaitsFor.ShouldBe("Jira");
    }

    [Fact]
    public async Task Two_backups_of_a_site_run_one_after_the_other()
    {
        var (now, most) = (0, 0);
        var body = new ScriptedBody(
            RunKind.Backup,
            async (_, _) =>
            {
                most = Math.Max(most, Interlocked.Increment(ref now));
                await Task.Yield();
                Interlocked.Decrement(ref now);
                return RunOutcome.Succeeded("backed up");
            }
        );
        await using var fixture = await RunnerFixture.CreateAsync(null, body);
        var runs = new[]
        {
            await fixture.QueueAsync(RunKind.Backup),
            await fixture.QueueAsync(RunKind.Backup),
        };

        await fixture.Runner.DrainAsync(fixture.Connection, Stop);

        most.ShouldBe(1);
        foreach (var run in runs)
            (await fixture.ReadAsync(run)).State.ShouldBe(RunState.Succeeded);
    }

    [Fact]
    public async Task A_run_whose_process_died_goes_on_from_its_checkpoint()
    {
        string? resumedFrom = null;
        var body = new ScriptedBody(
            RunKind.Backup,
            (run, _) =>
            {
                resumedFrom = run.Checkpoint<Cursor>()?.Page;
                return Task.FromResult(RunOutcome.Succeeded("backed up"));
            }
        );
        await using var fixture = await RunnerFixture.CreateAsync(null, body);
        var id = await fixture.QueueAsync(RunKind.Backup);
        await fixture.ChangeAsync(
            id,
            run =>
                (run.State, run.Epoch, run.Checkpoint) = (RunState.Running, 0, """{"page":"7"}""")
        );

        await fixture.Runner.DrainAsync(fixture.Connection, Stop);

        resumedFrom.ShouldBe("7");
        (await fixture.ReadAsync(id)).State.ShouldBe(RunState.Succeeded);
    }

    [Fact]
    public async Task A_stopped_run_ends_as_stopped_and_keeps_its_checkpoint()
    {
        RunnerFixture? fixture = null;
        var body = new ScriptedBody(
            RunKind.Backup,
            async (run, stop) =>
            {
                await run.SaveCheckpointAsync(new Cursor("3"), stop);
                await fixture!.ChangeAsync(
                    run.Id,
                    row => row.RequestStop(DateTimeOffset.UnixEpoch)
                );
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);
                return RunOutcome.Succeeded("never");
            }
        );
        await using var _ = fixture = await RunnerFixture.CreateAsync(null, body);
        var id = await fixture.QueueAsync(RunKind.Backup);

        await fixture.Runner.DrainAsync(fixture.Connection, Stop);

        var run = await fixture.ReadAsync(id);
        run.State.ShouldBe(RunState.Stopped);
        run.Checkpoint.ShouldBe("""{"page":"3"}""");
    }

    [Fact]
    public async Task At_shutdown_a_run_stays_running_to_go_on_after_the_restart()
    {
        using var shutdown = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var body = new ScriptedBody(
            RunKind.Backup,
            async (_, stop) =>
            {
                await shutdown.CancelAsync();
                stop.ThrowIfCancellationRequested();
                return RunOutcome.Succeeded("never");
            }
        );
        await using var fixture = await RunnerFixture.CreateAsync(null, body);
        var id = await fixture.QueueAsync(RunKind.Backup);

        await Should.ThrowAsync<OperationCanceledException>(() =>
            fixture.Runner.DrainAsync(fixture.Connection, shutdown.Token)
        );

        (await fixture.ReadAsync(id)).State.ShouldBe(RunState.Running);
    }

    [Fact]
    public async Task A_named_problem_ends_the_run_under_its_code()
    {
        var problem = new Problem(
            "token-rejected",
            409,
            "Jira does not accept the token",
            "Replace it."
        );
        var body = new ScriptedBody(RunKind.Sync, (_, _) => throw new ProblemException(problem));
        await using var fixture = await RunnerFixture.CreateAsync(null, body);
        var id = await fixture.QueueAsync(RunKind.Sync);

        await fixture.Runner.DrainAsync(fixture.Connection, Stop);

        var run = await fixture.ReadAsync(id);
        (run.State, run.ErrorCode).ShouldBe((RunState.Failed, "token-rejected"));
        run.ErrorMessage.ShouldBe("Jira does not accept the token. Replace it.");
    }

    [Fact]
    public async Task An_unforeseen_failure_ends_the_run_and_leaks_nothing_of_itself()
    {
        var body = new ScriptedBody(
            RunKind.Sync,
            (_, _) => throw new InvalidOperationException("value of an attribute")
        );
        await using var fixture = await RunnerFixture.CreateAsync(null, body);
        var id = await fixture.QueueAsync(RunKind.Sync);

        await fixture.Runner.DrainAsync(fixture.Connection, Stop);

        var run = await fixture.ReadAsync(id);
        (run.State, run.ErrorCode).ShouldBe((RunState.Failed, "unexpected"));
        run.ErrorMessage.ShouldNotBeNull().ShouldNotContain("value of an attribute");
        await using var database = await fixture.Databases.CreateDbContextAsync(Stop);
        (await database.RunLog.Select(line => line.Message).ToListAsync(Stop)).ShouldAllBe(line =>
            !line.Contains("value of an attribute")
        );
    }

    [Fact]
    public async Task While_one_process_serves_a_site_another_does_nothing()
    {
        var body = new ScriptedBody(
            RunKind.Sync,
            (_, _) => Task.FromResult(RunOutcome.Succeeded("done"))
        );
        await using var fixture = await RunnerFixture.CreateAsync(null, body);
        var id = await fixture.QueueAsync(RunKind.Sync);
        (await fixture.Leases.TakeAsync(fixture.Connection, Stop)).ShouldNotBeNull();

        await fixture.Runner.DrainAsync(fixture.Connection, Stop);

        (await fixture.ReadAsync(id)).State.ShouldBe(RunState.Queued);
    }

    [Fact]
    public async Task A_process_that_lost_its_lease_writes_nothing_more()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(56));
        await using var fixture = await RunnerFixture.CreateAsync(clock);
        var id = await fixture.QueueAsync(RunKind.Backup);
        var old = (await fixture.Leases.TakeAsync(fixture.Connection, Stop)).ShouldNotBeNull();
        await fixture.ChangeAsync(
            id,
            run => (run.State, run.Epoch) = (RunState.Running, old.Epoch)
        );
        var stale = new RunContext(await fixture.ReadAsync(id), old, fixture.Databases, clock);

        clock.Advance(Lease.Length);
        var next = (await fixture.Leases.TakeAsync(fixture.Connection, Stop)).ShouldNotBeNull();
        await fixture.ChangeAsync(id, run => run.Epoch = next.Epoch);

        next.Epoch.ShouldBe(old.Epoch + 1);
        old.IsHeld.ShouldBeFalse();
        await Should.ThrowAsync<LeaseLostException>(() =>
            stale.SaveCheckpointAsync(new Cursor("9"), Stop)
        );
        old.Renewed(clock.GetTimestamp());
        await Should.ThrowAsync<LeaseLostException>(() =>
            stale.SaveCheckpointAsync(new Cursor("9"), Stop)
        );
        await Should.ThrowAsync<LeaseLostException>(() =>
            stale.LogAsync(RunLogLevel.Error, "Failed", Stop)
        );
        (await fixture.ReadAsync(id)).Checkpoint.ShouldBeNull();
        (await fixture.LogAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_end_that_a_process_without_its_lease_comes_to_is_neither_recorded_nor_logged()
    {
        RunnerFixture? fixture = null;
        var body = new ScriptedBody(
            RunKind.Backup,
            async (run, _) =>
            {
                await fixture!.ChangeAsync(run.Id, row => row.Epoch++);
                throw new IOException("the storage is gone");
            }
        );
        await using var _ = fixture = await RunnerFixture.CreateAsync(null, body);
        var id = await fixture.QueueAsync(RunKind.Backup);

        await fixture.Runner.DrainAsync(fixture.Connection, Stop);

        (await fixture.ReadAsync(id)).State.ShouldBe(RunState.Running);
        (await fixture.LogAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_lease_that_cannot_be_renewed_for_a_failure_of_the_database_is_lost()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(56));
        await using var fixture = await RunnerFixture.CreateAsync(clock);
        var lease = (await fixture.Leases.TakeAsync(fixture.Connection, Stop)).ShouldNotBeNull();
        await using (var database = await fixture.Databases.CreateDbContextAsync(Stop))
            await database.Database.ExecuteSqlRawAsync("DROP TABLE \"SiteLeases\"", Stop);

        var keeping = fixture.Leases.KeepAsync(lease, Stop);
        clock.Advance(TimeSpan.FromSeconds(6));
        await keeping;

        lease.IsHeld.ShouldBeFalse();
    }

    private sealed record Cursor(string Page);
}
