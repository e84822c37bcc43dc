namespace JiraSimulator.Sinks;

/// <summary>What webhooks were sent, and what they answer. It takes nothing that is not as it should be.</summary>
internal sealed class HookSink
{
    private readonly Lock gate = new();
    private readonly List<HookCall> calls = [];
    private HookSettings settings = new();
    private int answered;

    public HookSettings Settings
    {
        get
        {
            lock (gate)
                return settings;
        }
        set
        {
            lock (gate)
                (settings, answered) = (value, 0);
        }
    }

    public IReadOnlyList<HookCall> Calls
    {
        get
        {
            lock (gate)
                return [.. calls];
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            calls.Clear();
            (settings, answered) = (new(), 0);
        }
    }

    /// <summary>Keeps the call and says what it is answered: what the settings want, or what it deserves.</summary>
    public int Take(HookCall call, int deserved)
    {
        lock (gate)
        {
            var status =
                answered < settings.Answers.Count ? settings.Answers[answered++] : deserved;
            calls.Add(call with { Answered = status });
            return status;
        }
    }
}

internal sealed record HookSettings
{
    /// <summary>What <c>/signed</c> checks signatures with, as the app showed it: <c>whsec_</c> and base64.</summary>
    public string? Secret { get; init; }

    /// <summary>The statuses of the next answers, whatever is sent; afterwards the call gets what it deserves.</summary>
    public IReadOnlyList<int> Answers { get; init; } = [];

    /// <summary>How long each answer takes.</summary>
    public int DelayMilliseconds { get; init; }
}

/// <param name="Path">Where it was sent.</param>
/// <param name="Id">Its <c>webhook-id</c>.</param>
/// <param name="Body">As it came.</param>
/// <param name="Fault">Why it is not as it should be; null where it is.</param>
/// <param name="Answered">With which status.</param>
internal sealed record HookCall(string Path, string? Id, string Body, string? Fault, int Answered);
