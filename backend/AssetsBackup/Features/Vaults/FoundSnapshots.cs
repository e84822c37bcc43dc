using System.Text.Json;
using AssetsBackup.Features.Snapshots.Records;
using AssetsBackup.Hosting.Problems;
using AssetsBackup.Vault;

namespace AssetsBackup.Features.Vaults;

/// <summary>A backup as its vault tells of it.</summary>
internal sealed record FoundSnapshot(
    RootRecord Root,
    SnapshotFacts Facts,
    RootAnnotation Annotation
)
{
    /// <summary>What was said last: a description may have been taken away again.</summary>
    public string? Description =>
        Annotation.IsNone ? Facts.Description
        : Annotation.Description.Length > 0 ? Annotation.Description
        : null;
}

/// <summary>The backups of a vault that can be read.</summary>
/// <param name="Items">The newest first.</param>
/// <param name="Problem">Why it, or some of it, cannot be read; null when all can.</param>
internal sealed record FoundSnapshots(IReadOnlyList<FoundSnapshot> Items, string? Problem)
{
    public static FoundSnapshots None { get; } = new([], Problem: null);

    public static async Task<FoundSnapshots> ReadAsync(
        IBlobStore store,
        TenantKeys keys,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var found = new List<FoundSnapshot>();
        string? problem = null;
        try
        {
            var vault = await TenantVault.OpenAsync(store, keys, clock, cancellationToken);
            // What is damaged is thrown after all that can be read.
            await foreach (var root in vault.ListAsync(RootKind.Snapshot, cancellationToken))
                problem = await AddAsync(vault, root, found, cancellationToken) ?? problem;
        }
        catch (Exception e) when (VaultFailures.Of(e) is { } failure)
        {
            problem = $"{failure.Title}. {failure.Detail}";
        }
        return new FoundSnapshots(
            [.. found.OrderByDescending(snapshot => snapshot.Facts.FinishedAt)],
            problem
        );
    }

    /// <returns>What of the snapshot cannot be read: its facts, and then it is left out, or what people said of it.</returns>
    private static async Task<string?> AddAsync(
        TenantVault vault,
        RootRecord root,
        List<FoundSnapshot> found,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var facts = SnapshotFacts.Read(root.Facts);
            // It has its place in the list whether its annotation can be read or not.
            found.Add(new FoundSnapshot(root, facts, RootAnnotation.None));
            found[^1] = found[^1] with
            {
                Annotation = await vault.GetAnnotationAsync(
                    RootKind.Snapshot,
                    root.Id,
                    cancellationToken
                ),
            };
            return null;
        }
        catch (JsonException)
        {
            return $"Backup {root.Id:N} has facts that this version of the program does not read.";
        }
        catch (VaultDamagedException e) when (VaultFailures.Of(e) is { } failure)
        {
            return $"{failure.Title}. {failure.Detail}";
        }
    }
}
