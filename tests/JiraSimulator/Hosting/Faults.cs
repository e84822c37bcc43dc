using System.Text.Json.Serialization;

namespace JiraSimulator.Hosting;

/// <summary>Scripted failures: the n-th call of an operation fails once, before or after the server acted (contract §10 row 12).</summary>
internal sealed class Faults
{
    private readonly Lock gate = new();
    private readonly List<Fault> faults = [];

    public IReadOnlyList<Fault> All
    {
        get
        {
            lock (gate)
            {
                return [.. faults];
            }
        }
    }

    public void Add(Fault fault)
    {
        lock (gate)
        {
            faults.Add(fault);
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            faults.Clear();
        }
    }

    /// <summary>Counts this call against every fault of the operation and answers the one that is due.</summary>
    public Fault? Due(string operation)
    {
        lock (gate)
        {
            Fault? due = null;
            foreach (var fault in faults.Where(f => f.Operation == operation || f.Operation == "*"))
            {
                fault.Seen++;
                if (fault.Seen >= fault.Call && fault.Fired < fault.Times && due is null)
                {
                    fault.Fired++;
                    due = fault;
                }
            }
            return due;
        }
    }
}

internal sealed class Fault
{
    /// <summary>Operation of the contract's schemas, such as <c>createObject</c>; <c>*</c> for all.</summary>
    public required string Operation { get; init; }

    public required FaultKind Kind { get; init; }

    /// <summary>The first call that fails, counted from 1 since the fault was set.</summary>
    public int Call { get; init; } = 1;

    /// <summary>How many calls fail from there on.</summary>
    public int Times { get; init; } = 1;

    /// <summary>The server does its work and then fails to say so.</summary>
    public bool AfterActing { get; init; }

    public int? RetryAfterSeconds { get; init; }

    [JsonInclude]
    public int Seen { get; internal set; }

    [JsonInclude]
    public int Fired { get; internal set; }
}

internal enum FaultKind
{
    TooManyRequests,
    ServerError,
    Unavailable,
    BadGatewayHtml,
    Empty,
    Reset,

    /// <summary>A search leaves one object of its page out and says nothing of it.</summary>
    ShortPage,

    /// <summary>A search gives no object.</summary>
    EmptyPage,

    /// <summary>A search gives the page before it once more.</summary>
    RepeatedPage,

    /// <summary>A count is one more than there are.</summary>
    CountDrift,
}

internal static class FaultKinds
{
    /// <summary>Whether the call succeeds and its answer is not true.</summary>
    public static bool IsLie(this FaultKind kind) => kind >= FaultKind.ShortPage;

    /// <summary>The operation whose answers it makes untrue.</summary>
    public static string LiesIn(this FaultKind kind) =>
        kind == FaultKind.CountDrift ? "countObjectsByAql" : "findObjectsByAql";
}
