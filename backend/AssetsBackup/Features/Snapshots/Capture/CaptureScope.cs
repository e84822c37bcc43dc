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
);
