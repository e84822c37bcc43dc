using AssetsBackup.Atlassian;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Features.Vaults;
using AssetsBackup.Vault;

namespace AssetsBackup.Features.Snapshots.Capture;

/// <summary>What both revisions of one backup work with.</summary>
internal sealed record Backup(
    RunContext Run,
    Schema Schema,
    SiteCredentials Site,
    OpenedVault Opened
)
{
    /// <summary>The snapshot that is built on; null where everything is read.</summary>
    public Guid? BuiltOn { get; set; }

    /// <summary>The snapshot that this backup makes, as far as it is committed.</summary>
    /// <exception cref="RootNotFoundException">Nothing of it is.</exception>
    public Task<RootReader> OpenAsync(CancellationToken cancellationToken) =>
        Opened.Vault.OpenRootAsync(RootKind.Snapshot, Run.Id, cancellationToken);
}
