using AssetsBackup.Atlassian;
using AssetsBackup.Atlassian.Assets;
using AssetsBackup.Features.Runs;
using AssetsBackup.Vault;

namespace AssetsBackup.Features.Snapshots.Capture;

/// <summary>What every step of one capture works with.</summary>
/// <param name="SchemaId">The schema's id in Assets.</param>
/// <param name="Assets">Calls carry the run's lease.</param>
internal sealed record CaptureScope(
    RunContext Run,
    SiteCredentials Site,
    IAssetsApi Assets,
    RootWriter Writer,
    string SchemaId
)
{
    /// <summary>Bytes of pictures and attachments; calls carry the run's lease.</summary>
    public required FileDownload Files { get; init; }

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
