using AssetsBackup.Features.Schedules;
using NodaTime;

namespace AssetsBackup.Tests.Schedules;

/// <summary>Which cron texts are taken (F2), and on which days they fall.</summary>
public sealed class DailyCronTests
{
    private const int Texts = 2000;
    private static readonly LocalDate Today = new(2026, 11, 27);

    [Theory]
    [InlineData(null, "Cron expression is required")]
    [InlineData(" \t ", "Cron expression is required")]
    [InlineData("0 24 * * *", "Cron expression is not valid: field 2, the hour")]
    [InlineData("60 1 * * *", "Cron expression is not valid: field 1, the minute")]
    [InlineData("0 1 0 * *", "Cron expression is not valid: field 3, the day of the month")]
    [InlineData("0 1 * 13 *", "Cron expression is not valid: field 4, the month")]
    [InlineData("0 1 * * 8", "Cron expression is not valid: field 5, the day of the week")]
    [InlineData("0 1 * * MON-FUN", "Cron expression is not valid: field 5, the day of the week")]
    [InlineData("0 5-1 * * *", "Cron expression is not valid: field 2, the hour")]
    [InlineData("0 1 L * *", "Cron expression is not valid: field 3, the day of the month")]
    [InlineData("0 1 15W * *", "Cron expression is not valid: field 3, the day of the month")]
    [InlineData("0 1 * * 5#3", "Cron expression is not valid: field 5, the day of the week")]
    [InlineData("0 1 * * *,6", "Cron expression is not valid: field 5, the day of the week")]
    [InlineData("0 1 ? * *", "Cron expression is not valid: field 3, the day of the month")]
    [InlineData("H 1 * * *", "Cron expression is not valid: field 1, the minute")]
    [InlineData("0 ١ * * *", "Cron expression is not valid: field 2, the hour")]
    [InlineData("@daily", "Cron expression is not valid: it has five fields")]
    [InlineData("0 1 * *", "Cron expression is not valid: it has five fields")]
    [InlineData("0 0 1 * * *", "Cron expression is not valid: it has five fields")]
    [InlineData("0 0 1 * * ? 2027", "Cron expression is not valid: it has five fields")]
    [InlineData("* 1 * * *", "The minimum allowed frequency of backup is once per day")]
    [InlineData("0 1,13 * * *", "The minimum allowed frequency of backup is once per day")]
    [InlineData("0 */12 1 1 *", "The minimum allowed frequency of backup is once per day")]
    [InlineData("0,1 1 29 2 *", "The minimum allowed frequency of backup is once per day")]
    [InlineData("0 1 30 2 *", "No date of the next eight years fits this cron expression")]
    [InlineData("0 1 31 4,6,9,11 *", "No date of the next eight years fits this cron expression")]
    public void What_is_refused_is_told_with_the_field(string? text, string words)
    {
        DailyCron
            .Refuse(text, Today, out var cron)
            .ShouldNotBeNull()
            .InWords()
            .ShouldStartWith(words);
        cron.ShouldBeNull();
    }

    [Theory]
    [InlineData("30 2 * * *", "2026-11-27")]
    [InlineData("  30\t2 * *  * ", "2026-11-27")]
    [InlineData("30 2 1 * *", "2026-12-01")]
    [InlineData("30 2 * * sun", "2026-11-29")]
    [InlineData("30 2 * * 7", "2026-11-29")]
    [InlineData("30 2 29 2 *", "2028-02-29")]
    [InlineData("30,30 2-2/5 * JAN-mar *", "2027-01-01")]
    [InlineData("30 2 15 * FRI", "2026-11-27")]
    public void What_is_taken_has_one_time_and_its_first_date(string text, string date)
    {
        DailyCron.Refuse(text, Today, out var cron).ShouldBeNull();

        cron!.Time.ShouldBe(new LocalTime(2, 30));
        cron.FirstFrom(Today).ShouldBe(LocalDate.FromDateOnly(DateOnly.Parse(date)));
        cron.Text.Split(' ').Length.ShouldBe(5);
    }

    [Fact]
    public void Texts_of_any_kind_are_judged_as_an_oracle_judges_them_and_fall_on_its_days()
    {
        var verdicts = new Dictionary<string, int>(StringComparer.Ordinal);
        var random = new Random(5);
        for (var n = 0; n < Texts; n++)
        {
            var text = CronTexts.Any(random);

            var refusal = DailyCron.Refuse(text, Today, out var cron);

            var verdict = CronOracle.Judge(text, Today, out var oracle);
            $"{refusal?.Fault} {refusal?.Field}".Trim().ShouldBe(verdict, text);
            var kind = verdict.Split(' ')[0];
            verdicts[kind] = verdicts.GetValueOrDefault(kind) + 1;
            if (oracle is null)
                continue;
            cron!.Time.ShouldBe(oracle.Time, text);
            DatesOf(cron).SequenceEqual(oracle.DatesFrom(Today)).ShouldBeTrue(text);
        }
        foreach (var kind in new[] { "", "Invalid", "TooOften", "Never" })
            verdicts.GetValueOrDefault(kind).ShouldBeGreaterThan(Texts / 40, kind);
    }

    private static IEnumerable<LocalDate> DatesOf(DailyCron cron)
    {
        var end = Today.PlusYears(8);
        for (
            var date = cron.FirstFrom(Today);
            date < end;
            date = cron.FirstFrom(date.Value.PlusDays(1))
        )
            yield return date.Value;
    }
}
