namespace JiraSimulator.Hosting;

/// <summary>What the simulator was asked and how long it took inside, so that a measurement of the product can be told from one of the simulator.</summary>
internal sealed class RequestMeter
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<string, OperationCount> operations = new(
        StringComparer.Ordinal
    );

    public IReadOnlyDictionary<string, OperationCount> Operations
    {
        get
        {
            lock (gate)
            {
                return new SortedDictionary<string, OperationCount>(
                    operations,
                    StringComparer.Ordinal
                );
            }
        }
    }

    public void Count(string operation, int status, long bytes, TimeSpan inside)
    {
        lock (gate)
        {
            var count = operations.GetValueOrDefault(operation, new OperationCount(0, 0, 0, 0));
            operations[operation] = new OperationCount(
                count.Requests + 1,
                count.Refused + (status >= 400 ? 1 : 0),
                count.Bytes + bytes,
                count.SecondsInside + inside.TotalSeconds
            );
        }
    }

    public void Reset()
    {
        lock (gate)
        {
            operations.Clear();
        }
    }
}

/// <summary>Bytes are those of answers' bodies; seconds are spent before an answer leaves.</summary>
internal sealed record OperationCount(
    long Requests,
    long Refused,
    long Bytes,
    double SecondsInside
);
