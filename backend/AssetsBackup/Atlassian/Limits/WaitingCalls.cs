namespace AssetsBackup.Atlassian.Limits;

/// <summary>
/// Calls that wait, the most urgent first: the library's limiters serve whoever came first. Who holds it locks it.
/// </summary>
internal sealed class WaitingCalls
{
    private readonly PriorityQueue<TaskCompletionSource, Place> waiting = new(
        Place.MostUrgentFirst
    );

    public bool AreNone
    {
        get
        {
            DropGivenUp();
            return waiting.Count == 0;
        }
    }

    public TaskCompletionSource Add(Place place)
    {
        var call = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting.Enqueue(call, place);
        return call;
    }

    /// <summary>Lets the next one go; false where nobody waits.</summary>
    public bool LetOneGo()
    {
        while (waiting.TryDequeue(out var call, out _))
            if (call.TrySetResult())
                return true;
        return false;
    }

    /// <summary>Until it is let go. One that gives up takes no turn.</summary>
    public static async Task UntilLetGoAsync(
        TaskCompletionSource call,
        CancellationToken cancellationToken
    )
    {
        await using var givingUp = cancellationToken.Register(() =>
            call.TrySetCanceled(cancellationToken)
        );
        await call.Task;
    }

    private void DropGivenUp()
    {
        while (waiting.TryPeek(out var call, out _) && call.Task.IsCompleted)
            waiting.Dequeue();
    }
}
