using System.Globalization;
using AssetsBackup.Atlassian;
using AssetsBackup.Features.Snapshots.Records;

namespace AssetsBackup.Features.Snapshots.Capture;

/// <summary>
/// Cuts a large type by when its objects were created, on a site that does not compare object ids (contract §9.2). A time is a text
/// that the site reads in the zone of the account: whichever moment that is, no window ends before the next begins, so that none is
/// lost; around a change of clocks one may be read twice.
/// </summary>
/// <param name="largest">Objects in a window, unless more were created within a minute.</param>
internal sealed class CreatedWindows(ObjectSearch search, CapturedType type, int largest)
{
    // Further than any two zones are apart.
    private static readonly TimeSpan Zones = TimeSpan.FromDays(2);

    // People work on while it is counted.
    private const int ChangedMeanwhile = 10;

    private readonly List<string> windows = [];

    /// <summary>Conditions of queries; empty where the site does not count by them as it should.</summary>
    public async Task<IReadOnlyList<string>> CutAsync(CancellationToken cancellationToken)
    {
        try
        {
            var first = await EndAsync("ASC", cancellationToken);
            var last = await EndAsync("DESC", cancellationToken);
            if (first is null || last is null)
                return [];
            var whole = new Window(null, null, first.Value - Zones, last.Value + Zones);
            return await SplitAsync(whole, type.Listed, cancellationToken) ? windows : [];
        }
        catch (ValidationRefusedException)
        {
            return [];
        }
    }

    private async Task<DateTime?> EndAsync(string order, CancellationToken cancellationToken)
    {
        var page = await search.PageAsync(
            $"objectTypeId = {type.Id} ORDER BY Created {order}",
            0,
            1,
            cancellationToken
        );
        return
            page.Objects is [var end, ..]
            && DateTimeOffset.TryParse(
                RecordJson.Read<ObjectRecord>(end.Content).Created,
                CultureInfo.InvariantCulture,
                out var created
            )
            ? created.UtcDateTime
            : null;
    }

    /// <summary>Whether both halves come to what was counted, as far as people let it.</summary>
    private async Task<bool> SplitAsync(
        Window window,
        long count,
        CancellationToken cancellationToken
    )
    {
        var middle = window.Middle;
        if (count <= largest || middle <= window.Earliest || middle >= window.Latest)
        {
            windows.Add(window.Condition);
            return true;
        }
        var (before, after) = (
            window with
            {
                To = middle,
                Latest = middle,
            },
            window with
            {
                From = middle,
                Earliest = middle,
            }
        );
        var (lower, upper) = (
            await CountAsync(before, cancellationToken),
            await CountAsync(after, cancellationToken)
        );
        if (Math.Abs(lower + upper - count) > (count / 100) + ChangedMeanwhile)
            return false;
        // An empty half is no window of its own.
        if (lower == 0)
            return await SplitAsync(window with { Earliest = middle }, upper, cancellationToken);
        if (upper == 0)
            return await SplitAsync(window with { Latest = middle }, lower, cancellationToken);
        return await SplitAsync(before, lower, cancellationToken)
            && await SplitAsync(after, upper, cancellationToken);
    }

    private Task<long> CountAsync(Window window, CancellationToken cancellationToken) =>
        search.CountAsync($"objectTypeId = {type.Id} AND {window.Condition}", cancellationToken);

    /// <param name="From">Null for no bound.</param>
    /// <param name="To">The first moment after it; null for no bound.</param>
    /// <param name="Earliest">No object of it is older.</param>
    /// <param name="Latest">No object of it is younger.</param>
    private sealed record Window(DateTime? From, DateTime? To, DateTime Earliest, DateTime Latest)
    {
        public DateTime Middle
        {
            get
            {
                var middle = Earliest + ((Latest - Earliest) / 2);
                return middle.AddTicks(-(middle.Ticks % TimeSpan.TicksPerMinute));
            }
        }

        public string Condition =>
            (From, To) switch
            {
                ({ } from, { } to) => $"Created >= {Text(from)} AND Created < {Text(to)}",
                ({ } from, null) => $"Created >= {Text(from)}",
                (null, { } to) => $"Created < {Text(to)}",
                _ => "",
            };

        private static string Text(DateTime time) =>
            time.ToString("\\\"yyyy-MM-dd HH:mm\\\"", CultureInfo.InvariantCulture);
    }
}
