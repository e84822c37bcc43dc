using System.Net;
using AssetsBackup.Atlassian.Limits;
using Microsoft.Extensions.Time.Testing;

namespace AssetsBackup.Tests.Atlassian.Limits;

public sealed class LearnedLimitTests
{
    private readonly FakeTimeProvider clock = new();
    private readonly LearnedLimit learned;

    public LearnedLimitTests() => learned = new LearnedLimit(TimeSpan.FromSeconds(1), clock);

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.GatewayTimeout)]
    [InlineData(null)]
    public void A_refusal_pauses_for_as_long_as_it_names_and_halves_what_is_used(
        HttpStatusCode? status
    )
    {
        Hear(status, 40);

        learned.Pause.ShouldBe((TimeSpan.FromSeconds(40), status));
        learned.Part.ShouldBe(0.5);
        clock.Advance(TimeSpan.FromSeconds(40));
        learned.Pause.ShouldBeNull();
    }

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.GatewayTimeout)]
    [InlineData(null)]
    public void What_is_overloaded_and_names_no_time_is_called_more_slowly(HttpStatusCode? status)
    {
        Hear(status);

        (learned.Pause, learned.Part).ShouldBe((null, 0.5));
    }

    [Fact]
    public void An_outage_of_one_thing_keeps_nobody_from_the_others_until_a_second_is_out()
    {
        Hear(HttpStatusCode.ServiceUnavailable, 40, thing: "/object/1");
        Hear(HttpStatusCode.ServiceUnavailable, 40, thing: "/object/1");
        (learned.Pause, learned.Part).ShouldBe((null, 0.5));

        Hear(HttpStatusCode.ServiceUnavailable, 30, thing: "/object/2");

        learned.Pause.ShouldBe((TimeSpan.FromSeconds(30), HttpStatusCode.ServiceUnavailable));
    }

    [Fact]
    public void Two_things_that_were_out_at_different_times_are_no_outage_of_all()
    {
        Hear(HttpStatusCode.ServiceUnavailable, 40, thing: "/object/1");
        clock.Advance(TimeSpan.FromSeconds(40));

        Hear(HttpStatusCode.ServiceUnavailable, 40, thing: "/object/2");

        learned.Pause.ShouldBeNull();
    }

    [Fact]
    public void A_limit_is_of_all_whatever_was_asked_for()
    {
        Hear(HttpStatusCode.TooManyRequests, 40, thing: "/object/1");

        learned.Pause.ShouldBe((TimeSpan.FromSeconds(40), HttpStatusCode.TooManyRequests));
    }

    [Fact]
    public void A_time_beyond_the_calendar_is_an_hour()
    {
        learned.Hear(
            new LimitAnswer(HttpStatusCode.TooManyRequests, TimeSpan.MaxValue, null),
            clock.GetUtcNow()
        );

        learned.Pause.ShouldNotBeNull().Left.ShouldBe(TimeSpan.FromHours(1));
    }

    [Theory]
    [InlineData(HttpStatusCode.OK)]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.InternalServerError)]
    public void What_is_no_refusal_teaches_nothing(HttpStatusCode status)
    {
        Hear(status);

        (learned.Pause, learned.Part).ShouldBe((null, 1));
    }

    [Fact]
    public void Calls_that_were_under_way_together_are_one_lesson()
    {
        var sentAt = clock.GetUtcNow();
        for (var call = 0; call < 10; call++)
            learned.Hear(Answer(HttpStatusCode.TooManyRequests, 30), sentAt);

        learned.Part.ShouldBe(0.5);

        clock.Advance(TimeSpan.FromSeconds(30));
        Hear(HttpStatusCode.TooManyRequests, 30);
        learned.Part.ShouldBe(0.25);
    }

    [Fact]
    public void What_is_used_grows_back_in_the_minutes_after_the_pause()
    {
        Hear(HttpStatusCode.TooManyRequests, 60);

        clock.Advance(TimeSpan.FromMinutes(1));
        learned.Part.ShouldBe(0.5);
        clock.Advance(TimeSpan.FromMinutes(2));
        learned.Part.ShouldBe(0.7, 0.001);
        clock.Advance(TimeSpan.FromMinutes(9));
        learned.Part.ShouldBe(1);
    }

    [Fact]
    public void Something_is_always_tried()
    {
        for (var minute = 0; minute < 20; minute++)
        {
            Hear(HttpStatusCode.TooManyRequests, 60);
            clock.Advance(TimeSpan.FromMinutes(1));
        }

        learned.Part.ShouldBe(1 / 16d);
    }

    [Fact]
    public void Refusals_that_name_no_time_are_waited_out_longer_each_time_and_are_one_lesson_a_minute()
    {
        var pauses = new List<double>();
        for (var refusal = 0; refusal < 7; refusal++)
        {
            Hear(HttpStatusCode.TooManyRequests);
            var left = learned.Pause.ShouldNotBeNull().Left;
            pauses.Add(left.TotalSeconds);
            if (refusal < 6)
                learned.Part.ShouldBe(0.5, 0.06);
            clock.Advance(left);
        }

        pauses.ShouldBe([1, 2, 4, 8, 16, 30, 30]);
        learned.Part.ShouldBe(0.25, 0.06, "the seventh came in the second minute");
        Hear(HttpStatusCode.OK);
        Hear(HttpStatusCode.TooManyRequests);
        learned.Pause.ShouldNotBeNull().Left.ShouldBe(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void No_header_keeps_us_away_for_more_than_an_hour()
    {
        Hear(HttpStatusCode.ServiceUnavailable, 365 * 24 * 3600);

        learned.Pause.ShouldNotBeNull().Left.ShouldBe(TimeSpan.FromHours(1));
    }

    [Theory]
    [InlineData("350", "71", "false", 1)]
    [InlineData("350", "70", "true", 0.5)]
    [InlineData("350", "35", "true", 0.25)]
    [InlineData("350", "35", null, 0.25)]
    [InlineData("350", "0", "true", 0.0625)]
    [InlineData(null, null, "true", 0.5)]
    [InlineData(null, null, "True", 0.5)]
    [InlineData("0", "0", null, 1)]
    [InlineData("many", "few", "perhaps", 1)]
    public void Near_the_limit_it_shrinks_with_what_is_left(
        string? limit,
        string? remaining,
        string? near,
        double part
    )
    {
        using var response = new HttpResponseMessage(HttpStatusCode.OK);
        Add(response, "X-RateLimit-Limit", limit);
        Add(response, "X-RateLimit-Remaining", remaining);
        Add(response, "X-RateLimit-NearLimit", near);

        learned.Hear(LimitAnswer.Of(response), clock.GetUtcNow());

        learned.Part.ShouldBe(part, 0.0001);
        learned.Pause.ShouldBeNull();
    }

    [Theory]
    [InlineData("2026-11-23T07:10Z", null, 429, 40)]
    [InlineData("2026-11-23T07:10Z", "7", 429, 7)]
    [InlineData("2026-11-23T07:10Z", null, 503, null)]
    [InlineData("2026-11-23T07:09Z", null, 429, null)]
    [InlineData("soon", null, 429, null)]
    public void A_refusal_that_names_only_the_end_of_the_window_is_obeyed(
        string reset,
        string? retryAfter,
        int status,
        int? seconds
    )
    {
        using var response = new HttpResponseMessage((HttpStatusCode)status);
        response.Headers.Date = new DateTimeOffset(2026, 11, 23, 7, 9, 20, TimeSpan.Zero);
        Add(response, "X-RateLimit-Reset", reset);
        Add(response, "Retry-After", retryAfter);

        LimitAnswer
            .Of(response)
            .RetryAfter.ShouldBe(seconds is { } wanted ? TimeSpan.FromSeconds(wanted) : null);
    }

    [Fact]
    public void That_the_limit_is_near_holds_until_an_answer_says_otherwise_or_a_minute_has_passed()
    {
        Hear(HttpStatusCode.OK, left: 0.1);
        Hear(HttpStatusCode.OK);
        learned.Part.ShouldBe(0.25);

        Hear(HttpStatusCode.OK, left: 0.9);
        learned.Part.ShouldBe(1);

        Hear(HttpStatusCode.OK, left: 0.1);
        clock.Advance(TimeSpan.FromMinutes(1));
        learned.Part.ShouldBe(1);
    }

    private void Hear(
        HttpStatusCode? status,
        int? retryAfter = null,
        double? left = null,
        string? thing = null
    ) => learned.Hear(Answer(status, retryAfter, left), clock.GetUtcNow(), thing);

    private static LimitAnswer Answer(
        HttpStatusCode? status,
        int? retryAfter = null,
        double? left = null
    ) => new(status, retryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null, left);

    private static void Add(HttpResponseMessage response, string header, string? value)
    {
        if (value is not null)
            response.Headers.Add(header, value);
    }
}
