using System.Net;

namespace AssetsBackup.Atlassian.Limits;

/// <summary>
/// What the answers of a site have taught of one endpoint. A refusal keeps everybody away for as long as it names, a 429 that
/// names nothing for a while, and halves what we use of our share, which grows back within ten minutes; near the limit it
/// shrinks with what is left. All of it by the wall clock, by which the runs that wait go on.
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

    /// <param name="answer">To a call of this endpoint.</param>
    /// <param name="sentAt">When the call went out: what was under way at a refusal teaches nothing new.</param>
    public void Hear(LimitAnswer answer, DateTimeOffset sentAt)
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
                StayAway(answer, sentAt, now);
            else if (sentAt >= pausedUntil)
                refusedInARow = 0;
        }
    }

    private void StayAway(LimitAnswer answer, DateTimeOffset sentAt, DateTimeOffset now)
    {
        used = Grown(now);
        if (sentAt >= sameLessonUntil)
        {
            used = Math.Max(Least, used / 2);
            // One that names no time may go on for the rest of the window, which is one lesson and not many.
            sameLessonUntil = now + (answer.RetryAfter ?? Window);
        }
        if (sentAt >= pausedUntil)
            refusedInARow++;
        var until = now + PauseOf(answer);
        if (until > pausedUntil)
            (pausedUntil, pausedBy) = (until, answer.Status);
        growsFrom = pausedUntil > now ? pausedUntil : now;
    }

    private TimeSpan PauseOf(LimitAnswer answer)
    {
        if (answer.RetryAfter is { } named)
            return named < LongestPause ? named : LongestPause;
        // It may be the trouble of this one call: others are made, only slower.
        if (answer.Status != HttpStatusCode.TooManyRequests)
            return TimeSpan.Zero;
        var own = firstPause * Math.Pow(2, Math.Clamp(refusedInARow - 1, 0, 10));
        return own < LongestOwnPause ? own : LongestOwnPause;
    }

    private double Grown(DateTimeOffset now) =>
        now <= growsFrom ? used : Math.Min(1, used + ((now - growsFrom) / GrowsBackIn));
}
