using System.Globalization;

namespace AssetsBackup.Features.Snapshots.Retention;

/// <summary>What becomes of the snapshots of one schema.</summary>
/// <param name="Kept">The snapshots that stay, each with its reason.</param>
/// <param name="Expired">The snapshots that no rule keeps, the oldest first.</param>
internal sealed record RetentionDecision(
    IReadOnlyDictionary<Guid, KeptBecause> Kept,
    IReadOnlyList<Guid> Expired
)
{
    /// <summary>A pure function: the same snapshots, rules and moment give the same decision.</summary>
    /// <param name="policy">The rules.</param>
    /// <param name="snapshots">All snapshots of one schema, in any order.</param>
    /// <param name="now">The moment of the decision.</param>
    /// <param name="zone">Where days, weeks, months and years begin.</param>
    /// <param name="isHeld">An alarm is open: nothing expires.</param>
    public static RetentionDecision Of(
        RetentionPolicy policy,
        IEnumerable<RetainedSnapshot> snapshots,
        DateTimeOffset now,
        TimeZoneInfo zone,
        bool isHeld
    )
    {
        var newestFirst = snapshots
            .OrderByDescending(snapshot => snapshot.TakenAt)
            .ThenBy(snapshot => snapshot.Id)
            .ToList();
        var kept = new Dictionary<Guid, KeptBecause>();
        Keep(newestFirst.Where(snapshot => snapshot.IsPinned), KeptBecause.Pinned);
        Keep(newestFirst.Where(_ => isHeld), KeptBecause.Held);
        Keep(newestFirst.Where(snapshot => snapshot.IsPlanned), KeptBecause.Planned);
        Keep(Last(newestFirst), KeptBecause.Last);
        var edge = now.AddDays(-policy.WithinDays);
        Keep(newestFirst.Where(snapshot => snapshot.TakenAt > edge), KeptBecause.Within);
        KeepNewestOf(policy.Daily, day => day.DayNumber, KeptBecause.Daily);
        KeepNewestOf(policy.Weekly, Week, KeptBecause.Weekly);
        KeepNewestOf(policy.Monthly, day => (day.Year * 12) + day.Month, KeptBecause.Monthly);
        KeepNewestOf(policy.Yearly, day => day.Year, KeptBecause.Yearly);
        return new RetentionDecision(
            kept,
            [
                .. newestFirst
                    .Where(snapshot => !kept.ContainsKey(snapshot.Id))
                    .Select(snapshot => snapshot.Id)
                    .Reverse(),
            ]
        );

        void Keep(IEnumerable<RetainedSnapshot> those, KeptBecause reason)
        {
            foreach (var snapshot in those)
                kept.TryAdd(snapshot.Id, reason);
        }

        void KeepNewestOf(int periods, Func<DateOnly, int> periodOf, KeptBecause reason) =>
            Keep(
                newestFirst
                    .Where(snapshot => snapshot.IsGood)
                    .DistinctBy(snapshot => periodOf(DayOf(snapshot, zone)))
                    .Take(periods),
                reason
            );
    }

    /// <summary>
    /// The last good snapshot never expires; where none is good, the newest of all. Nor does the newest that has all objects: where each
    /// one since lacks a comment or a picture, the last good one may be years older.
    /// </summary>
    private static IEnumerable<RetainedSnapshot> Last(List<RetainedSnapshot> newestFirst) =>
        newestFirst
            .Where(snapshot => snapshot.IsGood)
            .Concat(newestFirst)
            .Take(1)
            .Concat(newestFirst.Where(snapshot => snapshot.IsWhole).Take(1));

    private static DateOnly DayOf(RetainedSnapshot snapshot, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(snapshot.TakenAt, zone).DateTime);

    private static int Week(DateOnly day)
    {
        var date = day.ToDateTime(TimeOnly.MinValue);
        return (ISOWeek.GetYear(date) * 100) + ISOWeek.GetWeekOfYear(date);
    }
}
