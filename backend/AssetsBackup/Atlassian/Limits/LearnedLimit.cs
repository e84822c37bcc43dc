using System.Net;

namespace AssetsBackup.Atlassian.Limits;

/// <summary>
/// What the answers of a site have taught of one endpoint. A refusal keeps everybody away for as long as it names, a 429 that
/// names nothing for a while, and halves what we use of our share, which grows back within ten minutes; near the limit it
/// shrinks with what is left. An outage that is told of one thing alone is believed of it alone. All of it by the wall clock, by
/// which the runs that wait go on.
/// </summary>
/// <param name="firstPause">Where a refusal names none; it doubles while refusals follow each other.</param>
internal sealed class LearnedLimit(TimeSpan firstPause, TimeProvider clock)
{
    // Something is always tried: only an answer can tell that there is room again.
    private const double Least = 1 / 16d;

    private static readonly TimeSpan GrowsBackIn = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LongestOwnPause = TimeSpan.FromSeconds(30);

    // Runs wait for longer than this by themselves; people are not shut out for a day by one odd header.
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    // Published limits are of a minute: what was said of one does not hold for the next but one.
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private double used = 1;
    private DateTimeOffset growsFrom;
    private DateTimeOffset pausedUntil;
    private HttpStatusCode? pausedBy;
    private DateTimeOffset sameLessonUntil;
    private int refusedInARow;
    private string? thingOut;
    private DateTimeOffset thingOutUntil;
    private double near = 1;
    private DateTimeOffset nearUntil;

    /// <summary>How much of our share is used now: above 0, at most 1.</summary>
    public double Part
    {
        get
        {
            lock (gate)
            {
                var now = clock.GetUtcNow();
                return Math.Max(Least, Grown(now) * (now < nearUntil ? near : 1));
            }
        }
    }

    /// <summary>How long nobody may call, and by which answer; null where everybody may.</summary>
    public (TimeSpan Left, HttpStatusCode? By)? Pause
    {
        get
        {
            lock (gate)
            {
                var left = pausedUntil - clock.GetUtcNow();
                return left > TimeSpan.Zero ? (left, pausedBy) : null;
            }
        }
    }

    /// <summary>Whether the site said lately that its limit is near, which is why less than our share is used.</summary>
    public bool IsNear
    {
        get
        {
            lock (gate)
                return near < 1 && clock.GetUtcNow() < nearUntil;
        }
    }

    /// <param name="answer">To a call of this endpoint.</param>
    /// <param name="sentAt">When the call went out: what was under way at a refusal teaches nothing new.</param>
    /// <param name="thing">The address of the one thing that was asked for; null where the call is of no one thing.</param>
    public void Hear(LimitAnswer answer, DateTimeOffset sentAt, string? thing = null)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            if (answer.Left is { } left)
                (near, nearUntil) = (
                    left > LimitAnswer.Near ? 1 : left / LimitAnswer.Near / 2,
                    now + Window
                );
            if (answer.IsRefused)
                StayAway(answer.Status, Named(answer), sentAt, now, thing);
            else if (sentAt >= pausedUntil)
                refusedInARow = 0;
        }
    }

    private void StayAway(
        HttpStatusCode? status,
        TimeSpan? named,
        DateTimeOffset sentAt,
        DateTimeOffset now,
        string? thing
    )
    {
        used = Grown(now);
        if (sentAt >= sameLessonUntil)
        {
            used = Math.Max(Least, used / 2);
            // One that names no time may go on for the rest of the window, which is one lesson and not many.
            sameLessonUntil = now + (named ?? Window);
        }
        if (sentAt >= pausedUntil)
            refusedInARow++;
        var until = now + PauseOf(status, named, now, thing);
        if (until > pausedUntil)
            (pausedUntil, pausedBy) = (until, status);
        growsFrom = pausedUntil > now ? pausedUntil : now;
    }

    private static TimeSpan? Named(LimitAnswer answer) =>
        answer.RetryAfter is { } named && named > LongestPause ? LongestPause : answer.RetryAfter;

    private TimeSpan PauseOf(
        HttpStatusCode? status,
        TimeSpan? named,
        DateTimeOffset now,
        string? thing
    )
    {
        if (status != HttpStatusCode.TooManyRequests)
            // It may be the trouble of this one call: others are made, only slower.
            return named is { } time && IsOfAll(thing, now, time) ? time : TimeSpan.Zero;
        if (named is { } asked)
            return asked;
        var own = firstPause * Math.Pow(2, Math.Clamp(refusedInARow - 1, 0, 10));
        return own < LongestOwnPause ? own : LongestOwnPause;
    }

    /// <summary>Whether a second thing is out while the first is.</summary>
    private bool IsOfAll(string? thing, DateTimeOffset now, TimeSpan time)
    {
        if (thing is null)
            return true;
        var isSecond = now < thingOutUntil && thingOut != thing;
        (thingOut, thingOutUntil) = (thing, now + time);
        return isSecond;
    }

    private double Grown(DateTimeOffset now) =>
        now <= growsFrom ? used : Math.Min(1, used + ((now - growsFrom) / GrowsBackIn));
}
