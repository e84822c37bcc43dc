namespace AssetsBackup.Features.Runs;

/// <summary>
/// This process's right to act for one site, as a monotonic deadline that is shorter than the row's: a process that
/// slept through its lease notices before its next call, whatever the wall clock says.
/// </summary>
internal sealed class Lease(Guid connectionId, long epoch, TimeProvider clock)
{
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(5);
    private long renewedAt = clock.GetTimestamp();
    private volatile bool lost;

    public Guid ConnectionId => connectionId;

    public long Epoch => epoch;

    public bool IsHeld =>
        !lost && clock.GetElapsedTime(Interlocked.Read(ref renewedAt)) < Length - Margin;

    public void EnsureHeld()
    {
        if (!IsHeld)
            throw new LeaseLostException(connectionId);
    }

    /// <param name="asOf">The timestamp taken before the row was written.</param>
    public void Renewed(long asOf) => Interlocked.Exchange(ref renewedAt, asOf);

    public void Lost() => lost = true;
}

/// <summary>Another process acts for the site now; whatever this one was about to write must not be written.</summary>
internal sealed class LeaseLostException(Guid connectionId)
    : Exception($"The lease of connection {connectionId} is held by another process.");
