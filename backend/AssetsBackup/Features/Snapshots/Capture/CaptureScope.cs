using AssetsBackup.Atlassian;
using AssetsBackup.Atlassian.Assets;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Snapshots.Capture.Incremental;
using AssetsBackup.Features.Snapshots.Capture.Normalising;
using AssetsBackup.Features.Snapshots.Records;
using AssetsBackup.Vault;

namespace AssetsBackup.Features.Snapshots.Capture;

/// <summary>What every step of one capture works with.</summary>
/// <param name="SchemaId">The schema's id in Assets.</param>
/// <param name="Assets">Calls carry the run's lease.</param>
internal sealed record CaptureScope(
    RunContext Run,
    SiteCredentials Site,
    IAssetsReads Assets,
    RootWriter Writer,
    string SchemaId
)
{
    /// <summary>The snapshot that this one builds on; null where everything is read.</summary>
    public CaptureBase? Base { get; init; }

    /// <summary>Null on Cloud, which has none.</summary>
    public Archive? Archive { get; init; }

    /// <summary>The site that the app is set up for; null where it is that which is read.</summary>
    public HomeSite? Home { get; init; }

    /// <summary>Bytes of pictures and attachments; calls carry the run's lease.</summary>
    public required FileDownload Files { get; init; }

    public async Task StageObjectsAsync(
        IReadOnlyCollection<CapturedRecord> foreignLabels,
        IReadOnlyCollection<CapturedRecord> objects,
        CancellationToken cancellationToken
    )
    {
        await Writer.StageAsync(SnapshotTrees.ForeignLabels, foreignLabels, cancellationToken);
        await Writer.StageAsync(SnapshotTrees.Objects, objects, cancellationToken);
    }

    /// <summary>Makes everything written durable, then the checkpoint that names it.</summary>
    /// <param name="storedEarlier">What earlier processes of this run added to the vault.</param>
    public async Task<CaptureCheckpoint> SaveAsync(CaptureCheckpoint checkpoint, long storedEarlier)
    {
        checkpoint = checkpoint with
        {
            Vault = await Writer.CheckpointAsync(CancellationToken.None),
            StoredBytes = storedEarlier + Writer.Statistics.StoredBytes,
        };
        await Run.SaveCheckpointAsync(checkpoint, CancellationToken.None);
        return checkpoint;
    }
}
