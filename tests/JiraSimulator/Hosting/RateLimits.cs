namespace JiraSimulator.Hosting;

/// <summary>Requests per minute, per caller and operation (contract §4.1). Unlimited until set.</summary>
internal sealed class RateLimits
{
    private const int GeneralPerMinute = 1000;

    private readonly Lock gate = new();
    private readonly Dictionary<(string Caller, string Operation), Window> windows = [];
    private RateLimitSettings settings = new();

    /// <summary>The figures that Atlassian publishes for single endpoints.</summary>
    public static IReadOnlyDictionary<string, int> Published { get; } =
        new Dictionary<string, int>
        {
            ["loadObject"] = 2000,
            ["createObject"] = 2000,
            ["findObjectTickets"] = 2000,
            ["findObjectTypeAttributes"] = 2000,
            ["findObjectsByAql"] = 1000,
            ["countObjectsByAql"] = 500,
        };

    public RateLimitSettings Settings
    {
        get => settings;
        set
        {
            lock (gate)
            {
                settings = value;
                windows.Clear();
            }
        }
    }

    /// <summary>Takes one request from the caller's minute. Answers the state after it, or null when nothing limits the operation.</summary>
    public RateLimitState? Take(string caller, string operation, DateTimeOffset now)
    {
        if (LimitOf(operation) is not { } limit)
            return null;
        lock (gate)
        {
            if (
                !windows.TryGetValue((caller, operation), out var window)
                || now >= window.Start.AddSeconds(settings.WindowSeconds)
            )
            {
                window = new Window(now, 0);
            }
            window = window with { Used = window.Used + 1 };
            windows[(caller, operation)] = window;
            var reset = window.Start.AddSeconds(settings.WindowSeconds);
            return new RateLimitState(
                limit,
                limit - window.Used - Others(operation, window, now),
                reset
            );
        }
    }

    private int Others(string operation, Window window, DateTimeOffset now) =>
        (int)(
            settings.OthersPerMinute.GetValueOrDefault(operation)
            * ((now - window.Start).TotalSeconds / settings.WindowSeconds)
        );

    private int? LimitOf(string operation)
    {
        if (settings.PerMinute.TryGetValue(operation, out var own))
            return own;
        return settings.UsePublished
            ? Published.GetValueOrDefault(operation, GeneralPerMinute)
            : null;
    }

    private sealed record Window(DateTimeOffset Start, int Used);
}

internal sealed record RateLimitSettings
{
    public bool UsePublished { get; init; }

    public IReadOnlyDictionary<string, int> PerMinute { get; init; } =
        new Dictionary<string, int>();

    /// <summary>What the site's other integrations use up of the same limits, evenly over the window.</summary>
    public IReadOnlyDictionary<string, int> OthersPerMinute { get; init; } =
        new Dictionary<string, int>();

    /// <summary>Length of the window, which every number here is of; tests shorten it.</summary>
    public double WindowSeconds { get; init; } = 60;

    public RateLimitHeaders Headers { get; init; } = RateLimitHeaders.RetryAfter;
}

internal enum RateLimitHeaders
{
    RetryAfter,
    None,
    XRateLimit,
}

internal sealed record RateLimitState(int Limit, int Remaining, DateTimeOffset Reset)
{
    public bool IsExceeded => Remaining < 0;
}
