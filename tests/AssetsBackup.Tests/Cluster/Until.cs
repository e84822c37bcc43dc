namespace AssetsBackup.Tests.Cluster;

internal static class Until
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    /// <summary>Looks until it is so; a test whose wait is in vain fails with what it waited for.</summary>
    public static async Task TrueAsync(string what, Func<Task<bool>> look)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        try
        {
            while (!await look())
                await timer.WaitForNextTickAsync(patience.Token);
        }
        catch (OperationCanceledException end)
        {
            throw new TimeoutException($"In vain: {what}", end);
        }
    }
}
