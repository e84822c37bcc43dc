namespace AssetsBackup.Features.Runs;

/// <summary>Items a second of the current step, over the last half minute, so that an ETA follows what really happens.</summary>
internal sealed class ProgressRate(TimeProvider clock)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(30);
    private readonly Queue<(long Timestamp, long Done)> samples = [];
    private string? step;

    /// <summary>The rate with this sample; null until a second has passed.</summary>
    public double? Measure(string currentStep, long done)
    {
        if (currentStep != step)
        {
            samples.Clear();
            step = currentStep;
        }
        samples.Enqueue((clock.GetTimestamp(), done));
        while (samples.Count > 2 && clock.GetElapsedTime(samples.Peek().Timestamp) > Window)
            samples.Dequeue();
        var (since, then) = samples.Peek();
        var seconds = clock.GetElapsedTime(since).TotalSeconds;
        return seconds < 1 ? null : (done - then) / seconds;
    }
}
