using AssetsBackup.Atlassian;
using AssetsBackup.Atlassian.Limits;
using Microsoft.Extensions.Time.Testing;

namespace AssetsBackup.Tests.Atlassian;

public sealed class CallsInFlightTests
{
    private readonly FakeTimeProvider clock = new();

    [Theory]
    [InlineData(0.1, 4)]
    [InlineData(0.5, 12)]
    [InlineData(1, 24)]
    [InlineData(5, 24)]
    public async Task As_many_are_under_way_as_the_pace_needs(double seconds, int expected)
    {
        var calls = new CallsInFlight(least: 4, most: 24, perSecond: 13.3, clock, () => 1);

        await CallAsync(calls, 60, seconds);

        calls.Allowed.ShouldBe(expected);
        (await WaitingAsync(calls, expected + 1)).ShouldBe(1);
    }

    [Fact]
    public async Task Once_answers_are_quick_again_fewer_are_under_way()
    {
        var calls = new CallsInFlight(least: 4, most: 24, perSecond: 13.3, clock, () => 1);
        await CallAsync(calls, 60, 3);

        await CallAsync(calls, 60, 0.1);

        calls.Allowed.ShouldBe(4);
        (await WaitingAsync(calls, 6)).ShouldBe(2);
    }

    [Fact]
    public async Task Without_a_pace_there_are_no_more_than_the_least()
    {
        var calls = new CallsInFlight(least: 4, most: 24, perSecond: null, clock, () => 1);

        await CallAsync(calls, 60, 9);

        calls.Allowed.ShouldBe(4);
    }

    [Fact]
    public async Task One_that_was_not_waited_for_takes_no_turn()
    {
        var calls = new CallsInFlight(least: 1, most: 1, perSecond: null, clock, () => 1);
        var first = await calls.AcquireAsync(default, CancellationToken.None);
        using var given = new CancellationTokenSource();
        var second = calls.AcquireAsync(default, given.Token).AsTask();

        await given.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(second);
        calls.IsIdle.ShouldBeFalse();
        first.Dispose();
        calls.IsIdle.ShouldBeTrue();
    }

    [Fact]
    public async Task Where_half_of_the_share_is_used_half_as_many_are_under_way()
    {
        var part = 0.5;
        var calls = new CallsInFlight(least: 4, most: 24, perSecond: null, clock, () => part);
        (await WaitingAsync(calls, 4)).ShouldBe(2);

        part = 1 / 16d;

        calls.Allowed.ShouldBe(1);
    }

    [Fact]
    public async Task Who_is_more_urgent_has_the_next_turn()
    {
        var calls = new CallsInFlight(least: 1, most: 1, perSecond: null, clock, () => 1);
        var first = await calls.AcquireAsync(default, CancellationToken.None);
        var backup = calls
            .AcquireAsync(new Place(CallPriority.Scheduled, 1), CancellationToken.None)
            .AsTask();
        var restore = calls
            .AcquireAsync(new Place(CallPriority.Restore, 2), CancellationToken.None)
            .AsTask();

        first.Dispose();

        var turn = await restore;
        backup.IsCompleted.ShouldBeFalse();
        turn.Dispose();
        (await backup).Dispose();
    }

    private async Task CallAsync(CallsInFlight calls, int times, double seconds)
    {
        for (var call = 0; call < times; call++)
        {
            using var turn = await calls.AcquireAsync(default, CancellationToken.None);
            clock.Advance(TimeSpan.FromSeconds(seconds));
        }
    }

    /// <summary>How many of so many calls at once have to wait.</summary>
    private static async Task<int> WaitingAsync(CallsInFlight calls, int atOnce)
    {
        List<Task<CallsInFlight.Turn>> all =
        [
            .. Enumerable
                .Range(0, atOnce)
                .Select(_ => calls.AcquireAsync(default, CancellationToken.None).AsTask()),
        ];
        return all.Count(call => !call.IsCompleted);
    }
}
