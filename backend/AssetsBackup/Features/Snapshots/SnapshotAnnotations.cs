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
        var made = snapshot.Description ?? "";
        using var opened = await vaults.OpenOfSnapshotAsync(
            snapshot.TenantId,
            snapshot.Id,
            fence: null,
            cancellationToken
        );
        await opened.Vault.AnnotateAsync(
            RootKind.Snapshot,
            snapshot.Id,
            // Nothing said yet: the backup itself carries the description that it was made with.
            said => change(said.IsNone ? said with { Description = made } : said),
            cancellationToken
        );
    }
}
