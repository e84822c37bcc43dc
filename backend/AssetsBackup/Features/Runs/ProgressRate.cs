namespace AssetsBackup.Features.Runs;

/// <summary>Items a second of the current step, over the last half minute, so that an ETA follows what really happens.</summary>
internal sealed class ProgressRate(TimeProvider clock)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(30);
    private readonly Queue<(long Timestamp, long Done)> _samples = [];
    private string? _step;

    /// <summary>The rate with this sample; null until a second has passed.</summary>
    public double? Measure(string currentStep, long done)
    {
        if (currentStep != _step)
        {
            _samples.Clear();
            _step = currentStep;
        }
        _samples.Enqueue((clock.GetTimestamp(), done));
        while (_samples.Count > 2 && clock.GetElapsedTime(_samples.Peek().Timestamp) > Window)
            _samples.Dequeue();
        var (since, then) = _samples.Peek();
        var seconds = clock.GetElapsedTime(since).TotalSeconds;
        return seconds < 1 ? null : (done - then) / seconds;
    }
}
