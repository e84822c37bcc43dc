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

/// <summary>The backups of a vault that can be read, whether the vault itself opens or not.</summary>
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
        var problems = new List<string>();
        var isFirstFileLost = false;
        try
        {
            var glance = new VaultGlance(store, keys);
            isFirstFileLost = !await glance.OpensAsync(cancellationToken);
            var vault = isFirstFileLost
                ? null
                : await OpenAsync(store, keys, clock, problems, cancellationToken);
            // What is damaged is thrown after all that can be read.
            await foreach (var root in glance.ReadAsync(RootKind.Snapshot, cancellationToken))
                await AddAsync(vault, root, found, problems, cancellationToken);
        }
        catch (Exception e) when (VaultFailures.Of(e) is { } failure)
        {
            problems.Add($"{failure.Title}. {failure.Detail}");
        }
        found.Sort((one, other) => other.Facts.FinishedAt.CompareTo(one.Facts.FinishedAt));
        return new FoundSnapshots(
            found,
            isFirstFileLost ? WithoutFirstFile(found) : problems.FirstOrDefault()
        );
    }

    private static string WithoutFirstFile(IReadOnlyList<FoundSnapshot> found)
    {
        var site =
            found.Count == 0 ? "" : $" --site {new Uri(found[0].Facts.HomeSite().SiteUrl).Host}";
        return $"The vault's own file is missing or damaged; restore it with: assets-backup vault repair{site}";
    }

    /// <summary>Null where it does not open: then nothing is known of what people said of its backups.</summary>
    private static async Task<TenantVault?> OpenAsync(
        IBlobStore store,
        TenantKeys keys,
        TimeProvider clock,
        List<string> problems,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await TenantVault.OpenAsync(store, keys, clock, cancellationToken);
        }
        catch (VaultException e) when (VaultFailures.Of(e) is { } failure)
        {
            problems.Add($"{failure.Title}. {failure.Detail}");
            return null;
        }
    }

    /// <summary>Tells what of the snapshot cannot be read: its facts, and then it is left out, or what people said of it.</summary>
    private static async Task AddAsync(
        TenantVault? vault,
        RootRecord root,
        List<FoundSnapshot> found,
        List<string> problems,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var facts = SnapshotFacts.Read(root.Facts);
            // It has its place in the list whether its annotation can be read or not.
            found.Add(new FoundSnapshot(root, facts, RootAnnotation.None));
            if (vault is not null)
                found[^1] = found[^1] with
                {
                    Annotation = await vault.GetAnnotationAsync(
                        RootKind.Snapshot,
                        root.Id,
                        cancellationToken
                    ),
                };
        }
        catch (JsonException)
        {
            problems.Add(
                $"Backup {root.Id:N} has facts that this version of the program does not read."
            );
        }
        catch (VaultException e) when (VaultFailures.Of(e) is { } failure)
        {
            problems.Add($"{failure.Title}. {failure.Detail}");
        }
    }
}
