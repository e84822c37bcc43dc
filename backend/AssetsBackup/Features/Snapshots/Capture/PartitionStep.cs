using AssetsBackup.Features.Snapshots.Capture.Normalising;

namespace AssetsBackup.Features.Snapshots.Capture;

/// <summary>Objects of a partition, and how far it is once they are durable.</summary>
internal sealed record PartitionStep(
    Partition After,
    IReadOnlyList<CapturedRecord> Objects,
    IReadOnlyCollection<CapturedRecord> ForeignLabels
)
{
    private readonly TaskCompletionSource saved = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );

    /// <summary>Whether its reader goes on only once it is durable.</summary>
    public bool IsAwaited { get; init; }

    /// <summary>Says that the checkpoint which names it is saved.</summary>
    public void TellSaved() => saved.TrySetResult();

    public Task SavedAsync(CancellationToken cancellationToken) =>
        saved.Task.WaitAsync(cancellationToken);
}
