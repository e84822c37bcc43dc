using AssetsBackup.Atlassian;
using AssetsBackup.Atlassian.Limits;
using Microsoft.Extensions.Time.Testing;

namespace AssetsBackup.Tests.Atlassian.Limits;

/// <summary>Calls that nobody made lately are made up for, and never more than the share is used in a minute.</summary>
public sealed class PaceTests
{
    private const int PerMinute = 400;

    private readonly FakeTimeProvider clock = new();

    [Fact]
    public async Task What_is_made_up_for_is_spread_over_the_rest_of_the_minute_and_all_of_the_share_is_used()
    {
        using var pace = new Pace(PerMinute, () => 1, clock);
        var calls = Calls(pace, 1300);
        // Of ten seconds, the last of them spread already.
        var made = new List<int> { await MadeAsync(calls, atLeast: 60) };
        made[0].ShouldBeLessThan(70);

        for (var second = 1; second <= 180; second++)
        {
            Advance(1);
            // Nobody is kept waiting for long: at an even pace it would be six or seven.
            made.Add(await MadeAsync(calls, made[^1] + 4));
        }

        made[60].ShouldBeInRange(PerMinute - 10, PerMinute + 2);
        for (var second = 60; second <= 180; second++)
            (made[second] - made[second - 60]).ShouldBeInRange(
                second < 120 ? 0 : PerMinute - 10,
                PerMinute + 2,
                $"in the minute up to second {second}"
            );
    }

    [Fact]
    public async Task Who_was_refused_lately_makes_up_for_a_second_at_most()
    {
        using var pace = new Pace(PerMinute, () => 0.5, clock);
        clock.Advance(TimeSpan.FromMinutes(5));

        var calls = Calls(pace, 100);

        // Two hundred a minute: one each 300 ms.
        (await MadeAsync(calls, 3)).ShouldBeInRange(3, 4);
        Advance(3);
        (await MadeAsync(calls, 13)).ShouldBeInRange(13, 14);
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

    /// <returns>How many calls were made, once it is so many at least.</returns>
    private static async Task<int> MadeAsync(List<Task> calls, int atLeast)
    {
        await Task.WhenAll(calls.Take(atLeast));
        await Task.Yield();
        return calls.Count(call => call.IsCompleted);
    }

    /// <summary>In steps, as time goes: a timer that is due is not late.</summary>
    private void Advance(double seconds)
    {
        var step = TimeSpan.FromMilliseconds(50);
        for (var left = TimeSpan.FromSeconds(seconds); left > TimeSpan.Zero; left -= step)
            clock.Advance(left < step ? left : step);
    }
}
