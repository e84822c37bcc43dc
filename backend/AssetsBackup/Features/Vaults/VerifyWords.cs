using AssetsBackup.Vault;

namespace AssetsBackup.Features.Vaults;

/// <summary>What a verification found, in words: no more than it looked at, and what to do.</summary>
internal static class VerifyWords
{
    private const int BackupsNamedAtMost = 3;

    private const string Newer = "a newer version of this program";

    public static string Sound(VerifyScope scope, bool readData, long bytes)
    {
        var read = $"{Words.Bytes(bytes)} of stored data, was read back and is right.";
        if (scope.Kind is not null)
            return $"All that the backup holds, {read}";
        if (readData && scope.Number is null)
            return $"All that the backups hold, {read}";
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
        var newer = report.Findings.Count(finding => finding.Problem == VerifyProblem.TooNew);
        var records = gone.Concat(cut.Where(id => !report.SnapshotsHit().Contains(id))).ToList();
        var files =
            report.Findings.Count(finding => !report.IsOfNewerProgram(finding)) + records.Count;
        string[] names =
        [
            .. report.Findings.Select(finding => finding.Blob),
            .. records.Select(BlobSubject.RecordsOf),
        ];
        var backups = report.SnapshotsLost.Union(gone).Count();
        var whole =
            backups == 0 ? ""
            : backups == 1 ? " A whole backup is among what is lost."
            : $" {backups:N0} whole backups are among what is lost.";
        if (report.Findings.Any(finding => finding.Subject.Role == BlobRole.Vault))
            whole +=
                " The vault's own file is one of them: run 'vault repair' before anything else.";
        var parts =
            cut.Count == 0 ? ""
            : cut.Count == 1 ? " Of one backup only the objects can be read."
            : $" Of {cut.Count:N0} backups only the objects can be read.";
        var rest =
            !isWhole ? " Of what was not read, more may be damaged."
            : backups == 0 ? " Everything else that was asked for can be read."
            : "";
        return $"{Found(files, newer)}{ItemsOf(report)}. Files: {VaultProblems.Named(names)}.{whole}{parts}{rest}{Remedy(report, gone.Count + cut.Count)}";
    }

    private static string Found(int files, int newer)
    {
        var isDamaged =
            $"{Words.Count(files, "file")} of the backups' storage {(files == 1 ? "is" : "are")} missing or damaged";
        var were = newer == 1 ? "was" : "were";
        return newer == 0 ? isDamaged
            : files == 0
                ? $"{Words.Count(newer, "file")} of the backups' storage {were} written by {Newer}"
            : $"{isDamaged}. {Words.Count(newer, "file")} {were} written by {Newer}";
    }

    /// <summary>What the app's database knows and the storage has not, a line each.</summary>
    public static IEnumerable<string> OfRecords(
        IEnumerable<Guid> gone,
        IEnumerable<Guid> cut,
        BackupNames names
    ) =>
        gone.Select(id =>
                $"The record of backup {names.Of(id)} is not in the storage any more: nothing of that backup can be read. Its files are those of {BlobSubject.RecordsOf(id)}"
            )
            .Concat(
                cut.Select(id =>
                    $"The later record of backup {names.Of(id)} is missing or damaged: only its objects can be read, not their comments, history and attachments. In a copy it is the one with the highest number in {BlobSubject.RecordsOf(id)}"
                )
            );

    public static IEnumerable<Guid> BackupsNamedIn(VerifyReport report) =>
        report.Findings.SelectMany(finding =>
            finding.Subject.Root is { } id ? finding.Snapshots.Append(id) : finding.Snapshots
        );

    /// <summary>One damage, by the file's name, with what the file is and whom it hits.</summary>
    public static string Of(VerifyFinding finding, BackupNames names)
    {
        var role = RoleOf(finding.Subject, names);
        var hit =
            finding.AffectedCount > 0
                ? $"{WithIt(finding)}: {LostItems.InWords(finding)}{OfBackups(finding, names)}"
                : "";
        var what = string.Join("; ", new[] { role, hit }.Where(part => part.Length > 0));
        var detail = finding.Problem == VerifyProblem.Missing ? "" : $" ({finding.Detail})";
        return $"{finding.Blob}: {ProblemOf(finding)}{detail}{(what.Length > 0 ? $"; {what}" : "")}.";
    }

    /// <summary>A file that only giving it up frees pruning of, with what goes with it.</summary>
    public static string Of(LostBlob lost, BackupNames names) =>
        $"{GivenUp(lost, names)}{CostOf(lost)}";

    public static string GivenUp(LostBlob lost, BackupNames names) =>
        $"{lost.Name}: {(lost.Subject.Role == BlobRole.Pack ? "data that no index names and that cannot be read" : RoleOf(lost.Subject, names))}";

    // What is behind a damaged index is mostly there.
    private static string WithIt(VerifyFinding finding) =>
        HidesOthers(finding) ? "hidden with it" : "lost with it";

    private static bool HidesOthers(VerifyFinding finding) =>
        finding.Subject.Role is BlobRole.Vault or BlobRole.Index;

    private static string RoleOf(BlobSubject subject, BackupNames names) =>
        subject.Role switch
        {
            BlobRole.Vault => "the vault's own file",
            BlobRole.Index => "where things lie",
            BlobRole.Condemnation => "a list of what is to be freed, which can be made again",
            BlobRole.Snapshot => $"a record of backup {NameOf(subject, names)}",
            BlobRole.Plan => "the plan of a restore, which can be made again",
            BlobRole.Annotation =>
                $"a description or a pin of {NameOf(subject, names)}, nothing backed up",
            BlobRole.Progress => "what an interrupted run had read, which is read again",
            _ => "",
        };

    private static string NameOf(BlobSubject subject, BackupNames names) =>
        subject.Root is { } id ? names.Of(id) : "";

    private static string CostOf(LostBlob lost) =>
        lost is { Subject.Role: BlobRole.Annotation, IsLast: false }
            ? "; describe it anew after giving this up, with: assets-backup snapshots describe"
        : lost.Subject.Role != BlobRole.Snapshot ? ""
        : lost.IsReadable
            ? ", which has lost a list of what it holds; what can still be read by it goes with it: restore that before"
        : lost.IsLast ? "; nothing of it can be read without it"
        : "; another record of it can be read, and is what is left";

    private static string Remedy(VerifyReport report, int recordsGone)
    {
        var roles = report
            .Findings.Where(finding => !report.IsOfNewerProgram(finding))
            .Select(finding => finding.Subject.Role)
            .ToHashSet();
        var isNotIndexed = report.Findings.Any(finding =>
            finding.Problem == VerifyProblem.NotIndexed && !report.IsOfNewerProgram(finding)
        );
        var words = "";
        if (roles.Overlaps([BlobRole.Vault, BlobRole.Index, BlobRole.Condemnation]))
            words +=
                " First restore what can be worked out from the rest, with: assets-backup vault repair; then verify again.";
        if (roles.Contains(BlobRole.Pack) || isNotIndexed)
            words +=
                " The next backup stores anew what the site still has; what it has no more stays lost in the backups that had it. Where prune is refused after it too, assets-backup vault repair names what to give up.";
        if (
            recordsGone > 0
            || roles.Overlaps([
                BlobRole.Snapshot,
                BlobRole.Plan,
                BlobRole.Annotation,
                BlobRole.Progress,
            ])
        )
            words +=
                " Of the files that the log names, bring back from a copy what can be: nothing is pruned until then. What giving up the others costs is said by: assets-backup vault repair.";
        if (report.Findings.Any(report.IsOfNewerProgram))
            words +=
                $" What {Newer} wrote is read by that version; where none was ever used, the file is damaged, or somebody put it there: keep a copy of it elsewhere and delete it by hand.";
        return words;
    }

    private static string ItemsOf(VerifyReport report)
    {
        var items = report.Findings.Sum(finding => finding.AffectedCount);
        var until = report.Findings.Any(HidesOthers) ? " as long as it is so" : "";
        return items == 0
            ? ""
            : $"; {Words.Count(items, "item")} cannot be read{until}{CountedTwice(report)}";
    }

    // What several backups have is counted in each of them.
    private static string CountedTwice(VerifyReport report) =>
        report.Findings.Any(finding => finding.Snapshots.Count > 1)
            ? ", each counted in every backup that has it"
            : "";

    private static string ProblemOf(VerifyFinding finding) =>
        finding.Problem switch
        {
            VerifyProblem.Missing => "missing",
            VerifyProblem.WrongLength => "of another length than it was written with",
            VerifyProblem.TooNew => $"written by {Newer}",
            VerifyProblem.NotIndexed => "incomplete",
            _ => "damaged",
        };

    private static string OfBackups(VerifyFinding finding, BackupNames names) =>
        finding.Snapshots.Count == 0
            ? ""
            : $" of {names.Of(finding.Snapshots, BackupsNamedAtMost)}";
}
