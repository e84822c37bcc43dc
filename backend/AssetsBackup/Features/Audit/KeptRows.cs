namespace AssetsBackup.Features.Audit;

/// <summary>Holds the rows of a log, as they come, against what backups keep of them.</summary>
internal sealed class KeptRows(IReadOnlyList<AnchoredBackup> backups)
{
    private readonly int all = backups.Count;
    private IReadOnlyList<AnchoredBackup> ofThisLog = backups;
    private int next;

    /// <summary>So many backups keep the row as it is.</summary>
    public int Fitting => next;

    /// <summary>So many are older than the first row: an app database that was lost began a new log.</summary>
    public int Older => all - ofThisLog.Count;

    public AuditVerdict? Compare(AuditEntry row)
    {
        if (row.Seq == 1)
            ofThisLog = [.. ofThisLog.Where(backup => backup.At >= AuditViews.AtOf(row))];
        for (; next < ofThisLog.Count && ofThisLog[next].Anchor.Seq == row.Seq; next++)
            if (ofThisLog[next].Anchor.Mac != Convert.ToHexStringLower(row.Mac))
                return AuditVerdict.Wrong(
                    row,
                    $"Row {row.Seq} of {AuditVerdict.When(row)} is not the one that {Named(ofThisLog[next])} keeps: the log was written anew."
                );
        return null;
    }

    /// <summary>What is wrong where a backup keeps a row after the last one.</summary>
    public AuditVerdict? CutOff(AuditEntry? last) =>
        next < ofThisLog.Count
            ? AuditVerdict.Missing(
                (last?.Seq ?? 0) + 1,
                last,
                $"{Named(ofThisLog[next])} keeps row {ofThisLog[next].Anchor.Seq}"
            )
            : null;

    private static string Named(AnchoredBackup backup) =>
        $"backup {Words.ShortId(backup.Id)} of {backup.At:yyyy-MM-dd HH:mm:ss} UTC";
}
