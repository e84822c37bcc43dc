using AssetsBackup.Atlassian;
using AssetsBackup.Atlassian.Limits;
using Microsoft.Extensions.Time.Testing;

namespace AssetsBackup.Tests.Atlassian.Limits;

/// <summary>Calls that nobody made lately are made up for, and never more than the share is used in a minute.</summary>
public sealed class PaceTests
{
    private const int PerMinute = 400;

    // Ten seconds of it.
    private const int MadeUpFor = 67;

    private readonly FakeTimeProvider clock = new();

    [Fact]
    public async Task What_is_made_up_for_is_missing_at_the_end_of_the_minute_and_all_of_the_share_is_used()
    {
        using var pace = new Pace(PerMinute, () => 1, clock);
        var calls = Calls(pace, 900);

        await ShouldBeMadeAsync(calls, MadeUpFor);
        Advance(50.1);
        await ShouldBeMadeAsync(calls, PerMinute);
        Advance(9.8);
        await ShouldBeMadeAsync(calls, PerMinute);
        // The first ones leave the minute, and so many could have been made since the last.
        Advance(0.2);
        await ShouldBeMadeAsync(calls, PerMinute + MadeUpFor);
        Advance(59.8);
        await ShouldBeMadeAsync(calls, 2 * PerMinute);
    }

    [Fact]
    public async Task Who_was_refused_lately_makes_up_for_a_second_at_most()
    {
        using var pace = new Pace(PerMinute, () => 0.5, clock);
        clock.Advance(TimeSpan.FromMinutes(5));

        var calls = Calls(pace, 100);

        // Two hundred a minute: one each 300 ms.
        await ShouldBeMadeAsync(calls, 4);
        Advance(3);
        await ShouldBeMadeAsync(calls, 14);
    }

    private static List<Task> Calls(Pace pace, int count) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(number =>
                    pace.WaitAsync(
                        new Place(CallPriority.Manual, number),
                        TestContext.Current.CancellationToken
                    )
                ),
        ];

    /// <summary>A call more or less, as timers count whole milliseconds.</summary>
    private static async Task ShouldBeMadeAsync(List<Task> calls, int expected)
    {
        await Task.WhenAll(calls.Take(expected - 1));
        calls.Count(call => call.IsCompleted).ShouldBeInRange(expected - 1, expected);
    }

    /// <summary>In steps, as time goes: a timer that is due is not late.</summary>
    private void Advance(double seconds)
    {
        var step = TimeSpan.FromMilliseconds(50);
        for (var left = TimeSpan.FromSeconds(seconds); left > TimeSpan.Zero; left -= step)
            clock.Advance(left < step ? left : step);
    }
}
