using AssetsBackup.Features.Schedules;
using AssetsBackup.Hosting.Problems;
using AssetsBackup.Tests.Capture;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NodaTime;

namespace AssetsBackup.Tests.Schedules;

/// <summary>Product F1, F3: the time that the server recommends, and those that its operator has reserved.</summary>
public sealed class ReservedTimesTests
{
    private const string World = "n:20";

    [Theory]
    // Over midnight: it begins on the day before.
    [InlineData("22:00", "02:00", "", null, "2026-11-27T21:59:00Z", false)]
    [InlineData("22:00", "02:00", "", null, "2026-11-27T22:00:00Z", true)]
    [InlineData("22:00", "02:00", "", null, "2026-11-27T01:59:00Z", true)]
    [InlineData("22:00", "02:00", "", null, "2026-11-27T02:00:00Z", false)]
    // 2026-11-28 is a Saturday.
    [InlineData("22:00", "02:00", "Saturday", null, "2026-11-28T23:00:00Z", true)]
    [InlineData("22:00", "02:00", "Saturday", null, "2026-11-29T01:00:00Z", true)]
    [InlineData("22:00", "02:00", "Saturday", null, "2026-11-28T01:00:00Z", false)]
    [InlineData("22:00", "02:00", "Saturday", null, "2026-11-29T23:00:00Z", false)]
    [InlineData("22:00", "02:00", "", "2026-12-24", "2026-12-25T01:00:00Z", true)]
    [InlineData("22:00", "02:00", "", "2026-12-24", "2026-12-24T01:00:00Z", false)]
    [InlineData("09:00", "10:30", "", null, "2026-11-27T10:29:00Z", true)]
    [InlineData("09:00", "10:30", "", null, "2026-11-27T10:30:00Z", false)]
    public void A_window_holds_the_times_between_its_ends(
        string from,
        string to,
        string day,
        string? date,
        string moment,
        bool holds
    )
    {
        var window = new ReservedWindow
        {
            From = from,
            To = to,
            Days = day.Length == 0 ? [] : [Enum.Parse<DayOfWeek>(day)],
            Date = date,
        };

        window.Faults().ShouldBeEmpty();
        window.Contains(Instant.FromDateTimeOffset(DateTimeOffset.Parse(moment))).ShouldBe(holds);
    }

    [Fact]
    public void A_window_is_meant_in_its_own_zone()
    {
        var window = new ReservedWindow
        {
            From = "22:00",
            To = "23:00",
            TimeZone = "Asia/Tokyo",
        };

        window.Contains(Instant.FromUtc(2026, 11, 27, 13, 30)).ShouldBeTrue();
        window.Contains(Instant.FromUtc(2026, 11, 27, 22, 30)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("22", "02:00", null, "UTC", "From")]
    [InlineData("22:00", "24:00", null, "UTC", "To")]
    [InlineData("22:00", "22:00", null, "UTC", "To")]
    [InlineData("22:00", "02:00", "24.12.2026", "UTC", "Date")]
    [InlineData("22:00", "02:00", null, "Berlin", "TimeZone")]
    public void A_window_that_cannot_be_worked_with_is_named_by_its_key(
        string from,
        string to,
        string? date,
        string zone,
        string key
    )
    {
        var options = new ScheduleOptions();
        options.Reserved.Add(new ReservedWindow { From = "01:00", To = "02:00" });
        options.Reserved.Add(
            new ReservedWindow
            {
                From = from,
                To = to,
                Date = date,
                TimeZone = zone,
            }
        );

        var result = new ScheduleOptionsValidation().Validate(null, options);

        result.Failures!.Single().ShouldStartWith($"Schedules:Reserved:1:{key} cannot be used: ");
    }

    [Fact]
    public async Task A_custom_time_in_a_reserved_window_is_refused_with_what_to_do()
    {
        await using var host = await CaptureHost.StartSetUpAsync(World);
        Reserve(host, "02:00", "04:00", ScheduleHost.Berlin);

        var refused = await Should.ThrowAsync<ValidationException>(() =>
            host.ScheduleAsync(ScheduleHost.Custom("0 3 * * sun"))
        );
        await host.ScheduleAsync(ScheduleHost.Custom("0 4 * * sun"));

        var failure = refused.Errors.ShouldHaveSingleItem();
        (failure.PropertyName, failure.ErrorMessage).ShouldBe(
            (
                "Cron",
                "This time is reserved for maintenance. Choose a time at least 2 hours before or after it."
            )
        );
    }

    [Fact]
    public async Task A_window_added_later_moves_what_was_recommended_and_tells_of_what_was_chosen()
    {
        await using var host = await CaptureHost.StartSetUpAsync("itsm");
        await host.SendAsync(new ScheduleAll(ScheduleHost.Berlin));
        var schedules = await host.ReadAsync(database =>
            database.Schedules.AsNoTracking().ToListAsync()
        );
        schedules.Count.ShouldBeGreaterThan(1);
        var custom = schedules[0];
        await host.SendAsync(
            new SaveSchedule(custom.SchemaId, IsEnabled: true, ScheduleHost.Custom("0 3 * * *"))
        );

        await host.ChangeAsync(database =>
        {
            foreach (var row in database.Schedules)
                row.NeedsArming = false;
        });
        Reserve(host, "00:00", "23:00", ScheduleHost.Berlin);
        await host.RefreshAsync();

        foreach (var row in await RowsAsync(host))
        {
            var local = TimeZoneInfo.ConvertTime(
                row.NextAt.ShouldNotBeNull(),
                TimeZoneInfo.FindSystemTimeZoneById(ScheduleHost.Berlin)
            );
            (local.Hour, row.IsReserved, row.NeedsArming).ShouldBe(
                row.SchemaId == custom.SchemaId ? (3, true, false) : (23, false, true)
            );
        }
    }

    [Fact]
    public async Task Where_no_time_is_free_what_was_recommended_stays_and_tells_so()
    {
        await using var host = await CaptureHost.StartSetUpAsync(World);
        var before = await host.SettleAsync(ScheduleHost.Recommended);

        Reserve(host, "00:00", "12:00", "UTC");
        Reserve(host, "12:00", "00:00", "UTC");
        await host.RefreshAsync();

        var now = await host.ScheduleRowAsync();
        (now.Cron, now.NextAt, now.IsReserved).ShouldBe((before.Cron, before.NextAt, true));
        var refused = await Should.ThrowAsync<ProblemException>(() =>
            host.SendAsync(
                new PreviewSchedule(
                    now.SchemaId,
                    ScheduleHost.Recommended with
                    {
                        TimeZone = "UTC",
                    }
                )
            )
        );
        refused.Problem.Code.ShouldBe("no-free-time");
    }

    [Fact]
    public async Task What_is_recommended_is_apart_from_what_is_due_already()
    {
        await using var host = await CaptureHost.StartSetUpAsync("itsm");

        var all = await host.SendAsync(new ScheduleAll("UTC"));

        var rows = await RowsAsync(host);
        rows.Count.ShouldBe(all.Schemas);
        rows.ShouldAllBe(row => row.IsEnabled && row.Kind == ScheduleKind.Recommended);
        var minutes = rows.ConvertAll(row => (int)row.NextAt!.Value.TimeOfDay.TotalMinutes);
        minutes.ShouldContain(120, "the first is due at two o'clock at night");
        foreach (var one in minutes)
            minutes.Count(other => Math.Abs(one - other) < 30).ShouldBe(1);
        (await host.SendAsync(new ScheduleAll("UTC"))).Schemas.ShouldBe(0);
    }

    [Fact]
    public async Task A_recommended_time_that_is_saved_again_stays()
    {
        await using var host = await CaptureHost.StartSetUpAsync(World);
        var first = await host.SettleAsync(ScheduleHost.Recommended);

        var again = await host.SettleAsync(ScheduleHost.Recommended);

        (again.Cron, again.NextAt).ShouldBe((first.Cron, first.NextAt));
        var preview = await host.SendAsync(
            new PreviewSchedule(first.SchemaId, ScheduleHost.Recommended)
        );
        (preview.Cron, preview.Next[0]).ShouldBe((first.Cron, first.NextAt!.Value));
    }

    private static void Reserve(CaptureHost host, string from, string to, string zone) =>
        host
            .Services.GetRequiredService<IOptions<ScheduleOptions>>()
            .Value.Reserved.Add(
                new ReservedWindow
                {
                    From = from,
                    To = to,
                    TimeZone = zone,
                }
            );

    private static Task<List<Schedule>> RowsAsync(CaptureHost host) =>
        host.ReadAsync(database => database.Schedules.AsNoTracking().ToListAsync());
}
