using System.Globalization;
using AssetsBackup.Features.Snapshots.Retention;
using CsCheck;

namespace AssetsBackup.Tests.Snapshots;

public sealed class RetentionTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById(
        "Europe/Berlin"
    );

    private static readonly Gen<RetainedSnapshot[]> Snapshots = Gen.Select(
            Gen.Int[0, 2_000 * 24],
            Gen.Bool,
            Gen.Int[0, 9],
            (hours, isGood, pin) => (hours, isGood, isPinned: pin == 0)
        )
        .Array[0, 60]
        .Select(all =>
            all.Select(
                    (one, i) =>
                        new RetainedSnapshot(
                            new Guid(i + 1, 0, 0, new byte[8]),
                            Now.AddHours(-one.hours),
                            one.isGood,
                            one.isPinned
                        )
                )
                .ToArray()
        );

    private static readonly Gen<RetentionPolicy> Policies = Gen.Select(
        Gen.Int[0, 800],
        Gen.Int[0, 10],
        Gen.Int[0, 10],
        Gen.Int[0, 10],
        Gen.Int[0, 5],
        (within, daily, weekly, monthly, yearly) =>
            new RetentionPolicy
            {
                WithinDays = within,
                Daily = daily,
                Weekly = weekly,
                Monthly = monthly,
                Yearly = yearly,
            }
    );

    [Fact]
    public void A_year_is_kept_by_default_and_what_is_older_expires_the_oldest_first()
    {
        var decision = Decide(RetentionPolicy.Default, [At(1), At(364), At(366), At(500)]);

        decision.Kept.Keys.ShouldBe([Id(1), Id(364)], ignoreOrder: true);
        decision.Expired.ShouldBe([Id(500), Id(366)]);
    }

    [Fact]
    public void The_last_good_snapshot_stays_though_newer_ones_are_partial()
    {
        var decision = Decide(
            new RetentionPolicy { WithinDays = 1 },
            [At(400), At(200) with { IsGood = false }]
        );

        decision.Kept.ShouldBe(new Dictionary<Guid, KeptBecause> { [Id(400)] = KeptBecause.Last });
    }

    [Fact]
    public void The_newest_with_all_objects_stays_beside_a_good_one_that_is_years_older()
    {
        var partial = At(200) with { IsGood = false };

        var decision = Decide(
            new RetentionPolicy { WithinDays = 1 },
            [
                At(1_000),
                partial with
                {
                    IsWhole = true,
                },
                Taken(300, Now.AddDays(-300)) with
                {
                    IsGood = false,
                    IsWhole = true,
                },
            ]
        );

        decision.Kept.Keys.ShouldBe([Id(1_000), Id(200)], ignoreOrder: true);
        decision.Expired.ShouldBe([Id(300)]);
    }

    [Fact]
    public void Where_none_is_good_the_newest_stays()
    {
        var decision = Decide(
            new RetentionPolicy { WithinDays = 1 },
            [At(400) with { IsGood = false }, At(500) with { IsGood = false }]
        );

        decision.Kept.Keys.ShouldBe([Id(400)]);
    }

    [Fact]
    public void A_pinned_snapshot_stays_for_ever()
    {
        var decision = Decide(RetentionPolicy.Default, [At(1), At(5_000) with { IsPinned = true }]);

        decision.Kept[Id(5_000)].ShouldBe(KeptBecause.Pinned);
    }

    [Fact]
    public void An_alarm_holds_everything() =>
        RetentionDecision
            .Of(RetentionPolicy.Default, [At(1), At(5_000)], Now, Berlin, isHeld: true)
            .Expired.ShouldBeEmpty();

    [Fact]
    public void Days_without_a_good_snapshot_do_not_count_as_days()
    {
        var policy = new RetentionPolicy { WithinDays = 0, Daily = 2 };

        var decision = Decide(policy, [At(1), At(2) with { IsGood = false }, At(9), At(10)]);

        decision.Kept.Keys.ShouldBe([Id(1), Id(9)], ignoreOrder: true);
    }

    [Fact]
    public void Days_begin_where_the_admin_lives()
    {
        var beforeMidnight = Taken(1, new DateTimeOffset(2026, 11, 20, 22, 30, 0, TimeSpan.Zero));
        var afterMidnight = Taken(2, new DateTimeOffset(2026, 11, 20, 23, 30, 0, TimeSpan.Zero));
        var policy = new RetentionPolicy { WithinDays = 0, Daily = 5 };
        RetainedSnapshot[] both = [beforeMidnight, afterMidnight];

        Decide(policy, both, Berlin).Kept.Count.ShouldBe(2);
        Decide(policy, both, TimeZoneInfo.Utc).Kept.Keys.ShouldBe([Id(2)]);
    }

    [Fact]
    public void Weeks_are_those_of_ISO_8601_across_the_turn_of_the_year()
    {
        var december = Taken(1, new DateTimeOffset(2025, 12, 29, 12, 0, 0, TimeSpan.Zero));
        var january = Taken(2, new DateTimeOffset(2026, 1, 4, 12, 0, 0, TimeSpan.Zero));

        Decide(new RetentionPolicy { WithinDays = 0, Weekly = 5 }, [december, january])
            .Kept.Keys.ShouldBe([Id(2)]);
    }

    [Fact]
    public void The_newest_good_one_of_each_of_the_last_months_stays()
    {
        var policy = new RetentionPolicy { WithinDays = 0, Monthly = 2 };
        // 10 and 20 November, 5 and 26 October, 30 September.
        RetainedSnapshot[] all = [At(15), At(5), At(51), At(30), At(56)];

        var decision = Decide(policy, all);

        decision.Kept.ShouldBe(
            new Dictionary<Guid, KeptBecause>
            {
                [Id(5)] = KeptBecause.Last,
                [Id(30)] = KeptBecause.Monthly,
            }
        );
    }

    [Fact]
    public void The_newest_good_one_of_each_of_the_last_years_stays()
    {
        var policy = new RetentionPolicy { WithinDays = 0, Yearly = 3 };
        // 2026, December and March 2025, 2024, 2023.
        RetainedSnapshot[] all = [At(5), At(340), At(620), At(800), At(1_200)];

        var decision = Decide(policy, all);

        decision.Kept.ShouldBe(
            new Dictionary<Guid, KeptBecause>
            {
                [Id(5)] = KeptBecause.Last,
                [Id(340)] = KeptBecause.Yearly,
                [Id(800)] = KeptBecause.Yearly,
            }
        );
    }

    [Fact]
    public void What_stays_is_what_each_rule_keeps_and_nothing_else() =>
        Gen.Select(Policies, Snapshots)
            .Sample(
                (policy, snapshots) =>
                    Decide(policy, snapshots)
                        .Kept.Keys.ShouldBe(
                            snapshots
                                .Where(one => OneOfTheRulesKeeps(one, policy, snapshots))
                                .Select(one => one.Id),
                            ignoreOrder: true
                        )
            );

    /// <summary>The rules as an admin would put them, asked of one snapshot.</summary>
    private static bool OneOfTheRulesKeeps(
        RetainedSnapshot one,
        RetentionPolicy policy,
        RetainedSnapshot[] all
    )
    {
        var good = all.Where(other => other.IsGood).ToArray();
        var newer = (good.Length > 0 ? good : all).Where(other => IsBefore(other, one));
        var isLast = (one.IsGood || good.Length == 0) && !newer.Any();
        return one.IsPinned
            || isLast
            || (Now - one.TakenAt).TotalDays < policy.WithinDays
            || IsNewestOf(policy.Daily, day => $"{day:yyyyMMdd}")
            || IsNewestOf(
                policy.Weekly,
                day => $"{ISOWeek.GetYear(day)}/{ISOWeek.GetWeekOfYear(day)}"
            )
            || IsNewestOf(policy.Monthly, day => $"{day:yyyyMM}")
            || IsNewestOf(policy.Yearly, day => $"{day:yyyy}");

        bool IsNewestOf(int periods, Func<DateTime, string> period)
        {
            var own = period(one.TakenAt.UtcDateTime);
            var before = good.Where(other => IsBefore(other, one))
                .Select(other => period(other.TakenAt.UtcDateTime))
                .ToHashSet(StringComparer.Ordinal);
            return one.IsGood && !before.Contains(own) && before.Count < periods;
        }
    }

    /// <summary>Newer, or as old with the lower id.</summary>
    private static bool IsBefore(RetainedSnapshot other, RetainedSnapshot one) =>
        other.TakenAt > one.TakenAt
        || (other.TakenAt == one.TakenAt && other.Id.CompareTo(one.Id) < 0);

    [Fact]
    public void Every_snapshot_is_kept_or_expired_and_pins_the_last_good_and_young_ones_are_kept() =>
        Gen.Select(Policies, Snapshots)
            .Sample(
                (policy, snapshots) =>
                {
                    var decision = Decide(policy, snapshots);

                    decision
                        .Kept.Keys.Concat(decision.Expired)
                        .ShouldBe(snapshots.Select(s => s.Id), ignoreOrder: true);
                    var mustStay = snapshots.Where(s =>
                        s.IsPinned || s.TakenAt > Now.AddDays(-policy.WithinDays)
                    );
                    decision.Expired.ShouldNotContain(id => mustStay.Any(s => s.Id == id));
                    if (snapshots.Where(s => s.IsGood).MaxBy(s => s.TakenAt) is { } lastGood)
                        snapshots.ShouldContain(s =>
                            s.IsGood
                            && s.TakenAt == lastGood.TakenAt
                            && decision.Kept.ContainsKey(s.Id)
                        );
                }
            );

    [Fact]
    public void Deciding_again_over_what_was_kept_lets_nothing_more_expire() =>
        Gen.Select(Policies, Snapshots)
            .Sample(
                (policy, snapshots) =>
                {
                    var kept = snapshots
                        .Where(s => Decide(policy, snapshots).Kept.ContainsKey(s.Id))
                        .ToList();

                    Decide(policy, kept).Expired.ShouldBeEmpty();
                }
            );

    private static RetentionDecision Decide(
        RetentionPolicy policy,
        IEnumerable<RetainedSnapshot> snapshots,
        TimeZoneInfo? zone = null
    ) => RetentionDecision.Of(policy, snapshots, Now, zone ?? TimeZoneInfo.Utc, isHeld: false);

    private static RetainedSnapshot At(int daysAgo) => Taken(daysAgo, Now.AddDays(-daysAgo));

    private static RetainedSnapshot Taken(int id, DateTimeOffset at) =>
        new(Id(id), at, IsGood: true, IsPinned: false);

    private static Guid Id(int number) => new(number, 0, 0, new byte[8]);
}
