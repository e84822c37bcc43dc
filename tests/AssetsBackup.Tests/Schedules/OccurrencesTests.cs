using AssetsBackup.Features.Schedules;
using NodaTime;

namespace AssetsBackup.Tests.Schedules;

/// <summary>When daily schedules are due, in every time zone that there is.</summary>
public sealed class OccurrencesTests
{
    private static readonly LocalDate Today = new(2026, 1, 1);

    public static TheoryData<int> Years => [2026, 2011, 1995];

    [Theory]
    [MemberData(nameof(Years))]
    public void Each_day_of_a_year_has_one_in_every_zone_and_none_has_two(int year)
    {
        var crons = new[] { 0, 2, 23 }
            .SelectMany(hour => new[] { 0, 30 }.Select(minute => Cron($"{minute} {hour} * * *")))
            .ToList();
        var zones = DateTimeZoneProviders.Tzdb.Ids.Select(id => DateTimeZoneProviders.Tzdb[id]);
        foreach (var zone in zones.ToList())
        {
            var days = DaysOf(zone, year);
            foreach (var cron in crons)
            {
                var due = Due(cron, zone, year);

                due.Select(one => one.Date).ShouldBe(days, $"{zone.Id} {cron.Text}");
                due.Zip(due.Skip(1))
                    .ShouldAllBe(pair => pair.First.At < pair.Second.At, $"{zone.Id} {cron.Text}");
            }
        }
    }

    [Theory]
    // Clocks go from 02:00 to 03:00, and from 03:00 back to 02:00.
    [InlineData("Europe/Berlin", "30 2 * * *", "2026-03-29", "2026-03-29T01:30:00Z")]
    [InlineData("Europe/Berlin", "30 2 * * *", "2026-10-25", "2026-10-25T00:30:00Z")]
    [InlineData("Europe/Berlin", "30 2 * * *", "2026-10-26", "2026-10-26T01:30:00Z")]
    // From 24:00 to 01:00 of the next day.
    [InlineData("America/Nuuk", "30 23 * * *", "2026-03-28", "2026-03-29T01:30:00Z")]
    // From 02:00 to 02:30.
    [InlineData("Australia/Lord_Howe", "15 2 * * *", "2026-10-04", "2026-10-03T15:45:00Z")]
    public void A_time_that_is_skipped_comes_later_and_one_that_comes_twice_is_the_first(
        string zone,
        string text,
        string date,
        string at
    )
    {
        var day = LocalDate.FromDateOnly(DateOnly.Parse(date));
        var due = Due(Cron(text), DateTimeZoneProviders.Tzdb[zone], day.Year);

        due.Single(one => one.Date == day).At.ToDateTimeOffset().ShouldBe(DateTimeOffset.Parse(at));
    }

    [Fact]
    public void A_day_that_a_zone_skips_has_none()
    {
        var due = Due(Cron("0 12 * * *"), DateTimeZoneProviders.Tzdb["Pacific/Apia"], 2011);

        due.Count.ShouldBe(364);
        due.ShouldNotContain(one => one.Date == new LocalDate(2011, 12, 30));
    }

    [Fact]
    public void The_next_one_is_after_the_moment_whenever_that_is()
    {
        var (cron, zone) = (Cron("30 2 * * *"), DateTimeZoneProviders.Tzdb["Europe/Berlin"]);
        foreach (var one in Due(cron, zone, 2026).SkipLast(1))
        {
            Next(one.At - Duration.Epsilon).ShouldBe(one);
            Next(one.At).Date.ShouldBe(one.Date.PlusDays(1));
        }

        Occurrence Next(Instant moment) => Occurrences.After(cron, zone, moment).First();
    }

    private static DailyCron Cron(string text)
    {
        DailyCron.Refuse(text, Today, out var cron).ShouldBeNull(text);
        return cron.ShouldNotBeNull();
    }

    private static List<Occurrence> Due(DailyCron cron, DateTimeZone zone, int year)
    {
        var first = new LocalDate(year, 1, 1);
        return
        [
            .. Occurrences
                .After(cron, zone, zone.AtLeniently(first.PlusDays(-2).AtMidnight()).ToInstant())
                .SkipWhile(one => one.Date < first)
                .TakeWhile(one => one.Date.Year == year),
        ];
    }

    /// <summary>The dates that clocks in the zone show, found without a question about any time of theirs.</summary>
    private static List<LocalDate> DaysOf(DateTimeZone zone, int year)
    {
        var (from, to) = (
            Instant.FromUtc(year - 1, 12, 30, 0, 0),
            Instant.FromUtc(year + 1, 1, 3, 0, 0)
        );
        var days = new SortedSet<LocalDate>();
        for (var at = from; at < to; at += Duration.FromHours(1))
            days.Add(at.InZone(zone).Date);
        return [.. days.Where(date => date.Year == year)];
    }
}
