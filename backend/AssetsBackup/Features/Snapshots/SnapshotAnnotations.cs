using AssetsBackup.Features.Vaults;
using AssetsBackup.Vault;

namespace AssetsBackup.Features.Snapshots;

/// <summary>What people say of a backup, in the vault that it lies in.</summary>
internal static class SnapshotAnnotations
{
    /// <summary>Says something else of it; what the change leaves alone stays.</summary>
    /// <exception cref="Hosting.Problems.ProblemException">storage-not-connected, not-set-up</exception>
    public static async Task AnnotateAsync(
        this TenantVaults vaults,
        Snapshot snapshot,
        Func<RootAnnotation, RootAnnotation> change,
        CancellationToken cancellationToken
    )
    {
        using var opened = await vaults.OpenOfSnapshotAsync(
            snapshot.TenantId,
            snapshot.Id,
            fence: null,
            cancellationToken
        );
        var (kind, id) = (RootKind.Snapshot, snapshot.Id);
        var said = await opened.Vault.GetAnnotationAsync(kind, id, cancellationToken);
        // Nothing said yet: the backup itself carries the description that it was made with.
        if (said.IsNone)
            said = said with { Description = snapshot.Description ?? "" };
        await opened.Vault.AnnotateAsync(kind, id, change(said), cancellationToken);
    }
}
