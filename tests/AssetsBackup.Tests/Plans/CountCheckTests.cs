using AssetsBackup.Features.Runs;

namespace AssetsBackup.Tests.Plans;

public sealed class CountCheckTests
{
    private static readonly TimeSpan BetweenCounts = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task All_types_wait_together_for_a_search_that_lags_and_what_never_adds_up_is_told()
    {
        var clock = new ImpatientClock(BetweenCounts);
        await using var fixture = await RestoreFixture.StartAsync(clock);
        var snapshot = await fixture.BackUpAsync("ORG");
        var (plan, _) = await fixture.PlanAsync(snapshot, "Organisation", "ORG");
        await fixture.Sites.SwitchAsync(TwoSites.Destination, new { searchLagSeconds = 3600 });

        var run = await fixture.ApplyAsync(plan);

        run.State.ShouldBe(RunState.Partial, run.ErrorMessage);
        (await fixture.LogAsync(run.Id))
            .Count(line => line.Contains("has 0 objects;", StringComparison.Ordinal))
            .ShouldBeGreaterThan(2);
        clock.Waits.ShouldBe(5);
    }

    /// <summary>A single wait of this length is over at once and counted; everything else takes its time.</summary>
    private sealed class ImpatientClock(TimeSpan length) : TimeProvider
    {
        private int waits;

        public int Waits => waits;

        public override ITimer CreateTimer(
            TimerCallback callback,
            object? state,
            TimeSpan dueTime,
            TimeSpan period
        )
        {
            if (dueTime != length || period != Timeout.InfiniteTimeSpan)
                return base.CreateTimer(callback, state, dueTime, period);
            Interlocked.Increment(ref waits);
            return base.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
