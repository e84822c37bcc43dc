using AssetsBackup.Vault;

namespace AssetsBackup.Features.Vaults;

/// <summary>What a verification found, in words: no more than it looked at, and what to do.</summary>
internal static class VerifyWords
{
    private const int NamedAtMost = 20;

    // docs/vault-format.md, "Blobs"
    private const string VaultFile = "vault";

    public static string Sound(VerifyScope scope, bool readData, long bytes)
    {
        var read = $"{Words.Bytes(bytes)} of stored data, was read back and is right.";
        if (scope.Kind is not null)
            return $"The backup is complete: all of it, {read}";
        if (readData && scope.Number is null)
            return $"Every backup is complete: all of the vault, {read}";
        var what =
            !readData ? "No data was read."
            : bytes == 0 ? $"There is no data in slice {scope.Number} of {scope.Slices}."
            : $"Slice {scope.Number} of {scope.Slices}, {read}";
        return $"Nothing is missing from any backup. {what}";
    }

    public static string Damaged(
        VerifyReport report,
        IReadOnlyList<Guid> gone,
        IReadOnlyList<Guid> cut,
        bool isWhole
    )
    {
        var items = report.Findings.Sum(finding => finding.AffectedCount);
        var files =
            report.Findings.Count
            + gone.Count
            + cut.Count(id => !report.SnapshotsHit().Contains(id));
        var backups = report.SnapshotsLost.Union(gone).Count();
        var whole =
            backups == 0 ? ""
            : backups == 1 ? " A whole backup is among what is lost."
            : $" {backups:N0} whole backups are among what is lost.";
        if (report.Findings.Any(finding => finding.Blob == VaultFile))
            whole +=
                " The vault's own file is one of them: run 'vault repair' before anything else.";
        var rest =
            !isWhole ? " Of what was not read, more may be damaged."
            : backups == 0 ? " Everything else that was asked for can be read."
            : "";
        return $"{Words.Count(files, "file")} of the backups' storage {(files == 1 ? "is" : "are")} missing or damaged; {Words.Count(items, "item")} cannot be read.{whole}{rest}{Remedy(report, gone.Count + cut.Count)}";
    }

    /// <summary>What the app's database knows and the storage has not, a line each.</summary>
    public static IEnumerable<string> OfRecords(IEnumerable<Guid> gone, IEnumerable<Guid> cut) =>
        gone.Select(id =>
                $"The record of backup {id:D} is not in the storage any more: nothing of that backup can be read."
            )
            .Concat(
                cut.Select(id =>
                    $"The later record of backup {id:D} is missing or damaged: only its objects can be read, not what hangs on them."
                )
            );

    /// <summary>One damage, by the file's name, with whom it hits.</summary>
    public static string Of(VerifyFinding finding) =>
        $"{finding.Blob}: {ProblemOf(finding)} ({finding.Detail}); {Words.Count(finding.AffectedCount, "item")}{OfBackups(finding)} cannot be read{Named(finding)}.";

    private static string Remedy(VerifyReport report, int recordsGone)
    {
        var isContent = report.Findings.ToLookup(finding => finding.IsOfContent);
        var words = "";
        if (isContent[true].Any())
            words += " The next backup stores anew what the site still has.";
        if (isContent[false].Any())
            words +=
                " What can be worked out from the rest is restored with: assets-backup vault repair; with --discard-damaged it gives up what cannot.";
        if (recordsGone > 0)
            words +=
                " Bring the missing record back from a copy: until then, or until it is given up with vault repair --discard-damaged, nothing is pruned.";
        return words;
    }

    private static string ProblemOf(VerifyFinding finding) =>
        finding.Problem switch
        {
            VerifyProblem.Missing => "missing",
            VerifyProblem.WrongLength => "of another length than it was written with",
            VerifyProblem.TooNew => "written by a newer version of this program",
            VerifyProblem.NotIndexed => "incomplete",
            _ => "damaged",
        };

    // What several backups have is damaged in each of them.
    private static string OfBackups(VerifyFinding finding) =>
        finding.Snapshots.Count > 1 ? $" of {Words.Count(finding.Snapshots.Count, "backup")}" : "";

    private static string Named(VerifyFinding finding)
    {
        var names = finding
            .Affected.Select(entry => entry.Key.Length > 0 ? entry.Key : $"{entry.Tree} {entry.Id}")
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return names.Count == 0 ? ""
            : names.Count > NamedAtMost || finding.AffectedCount > finding.Affected.Count
                ? $": {string.Join(", ", names.Take(NamedAtMost))} and others"
            : $": {string.Join(", ", names)}";
    }
}
