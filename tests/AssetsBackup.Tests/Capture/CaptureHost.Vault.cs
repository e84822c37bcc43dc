using AssetsBackup.Features.Snapshots.Records;
using AssetsBackup.Features.Vaults;
using AssetsBackup.Vault;
using Microsoft.Extensions.DependencyInjection;

namespace AssetsBackup.Tests.Capture;

/// <summary>The host's vault, as a test reads it.</summary>
internal sealed partial class CaptureHost
{
    public async Task<RootRecord> RootAsync(Guid snapshotId) =>
        (await OpenAsync(snapshotId)).Record;

    public async Task<RootReader> OpenAsync(Guid snapshotId)
    {
        var opened = await Services
            .GetRequiredService<TenantVaults>()
            .OpenAsync(Tenant, null, CancellationToken.None);
        return await opened.Vault.OpenRootAsync(
            RootKind.Snapshot,
            snapshotId,
            CancellationToken.None
        );
    }

    /// <summary>Every object of a snapshot with the record it has.</summary>
    public async Task<IReadOnlySet<TreeEntry>> EntriesAsync(Guid snapshotId)
    {
        var entries = new HashSet<TreeEntry>();
        var root = await OpenAsync(snapshotId);
        await foreach (
            var entry in root.ListAsync(SnapshotTrees.Objects, null, CancellationToken.None)
        )
            entries.Add(entry);
        return entries;
    }
}
