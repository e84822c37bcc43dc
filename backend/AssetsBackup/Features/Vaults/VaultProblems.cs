using AssetsBackup.Features.Connections.Storage;
using AssetsBackup.Hosting.Problems;

namespace AssetsBackup.Features.Vaults;

internal static class VaultProblems
{
    private const int NamedAtMost = 3;

    public static ProblemException UnknownRegion(string region, StorageRegions regions) =>
        new(
            new Problem(
                "region-unknown",
                StatusCodes.Status400BadRequest,
                $"There is no region {region}",
                $"This server has: {string.Join(", ", regions.Offered().Select(option => option.Region))}. The configuration Storage:Regions lists them."
            )
        );

    public static ProblemException SameStorage(string name) =>
        new(
            new Problem(
                "storage-same",
                StatusCodes.Status409Conflict,
                $"The backups lie in {name} already",
                "Nothing was moved."
            )
        );

    public static ProblemException Damaged(IReadOnlyList<string> blobs) =>
        new(
            new Problem(
                "vault-damaged",
                StatusCodes.Status409Conflict,
                $"{Words.Count(blobs.Count, "file")} of the vault cannot be read: {Named(blobs)}",
                "Backups are read from and written to the old place as before. Find out what is hit with: assets-backup verify. A new backup heals what it can; files that nothing needs go with a later prune. To move all the same and leave these behind: assets-backup vault move --leave-damaged"
            )
        );

    public static ProblemException TooNew(string blob) =>
        new(
            new Problem(
                "vault-too-new",
                StatusCodes.Status409Conflict,
                $"The file {blob} of the backups' storage was written by a newer version of this program",
                "Backups are read from and written to the old place as before. Move with that version; where no newer version was ever used, the file is damaged, or somebody put it there: keep a copy of it elsewhere and delete it by hand."
            )
        );

    /// <param name="name">The place that the vault was to be moved to.</param>
    /// <param name="blobs">What of the place's own cannot be read.</param>
    public static ProblemException DamagedThere(string name, IReadOnlyList<string> blobs) =>
        new(
            new Problem(
                "vault-damaged",
                StatusCodes.Status409Conflict,
                $"{name} has backups of its own, and {Words.Count(blobs.Count, "file")} of them cannot be read: {Named(blobs)}",
                "Everything was copied there and nothing was deleted, but backups are read from and written to the old place as before: what is damaged there could hit them. Move to another place."
            )
        );

    /// <summary>The first few by name, and how many there are beside them.</summary>
    public static string Named(IReadOnlyList<string> blobs) =>
        string.Join(", ", blobs.Take(NamedAtMost))
        + (blobs.Count > NamedAtMost ? $" and {blobs.Count - NamedAtMost:N0} more" : "");
}
