using AssetsBackup.Doors;
using Mediator;

namespace AssetsBackup.Features.Audit;

/// <summary>
/// Walks the chain of the caller's audit log to the first row that does not fit, and holds it against what backups in the current
/// storage say of it.
/// </summary>
public sealed record VerifyAuditLog : IRequest<AuditVerdict>;

/// <param name="Fitting">So many rows, from the first on, are as they were written.</param>
/// <param name="Number">The first row that does not fit; null when all do.</param>
/// <param name="At">Its time; of one that is missing that of the row before it, if there is one.</param>
/// <param name="Finding">What is wrong with it, a whole sentence.</param>
/// <param name="Head">The MAC of the last row, in hex: noted elsewhere it proves later that nothing was put back. Null of an empty log.</param>
public sealed record AuditVerdict(
    long Fitting,
    long? Number,
    DateTimeOffset? At,
    string? Finding,
    string? Head
)
{
    public bool IsIntact => Finding is null;

    /// <summary>So many backups keep a row of this log as it is.</summary>
    public int Backups { get; init; }

    /// <summary>So many backups are older than the first row: they keep rows of a log that is not here.</summary>
    public int OlderBackups { get; init; }

    /// <summary>Why no backup was held against it, a sentence; null where they were.</summary>
    public string? NotCompared { get; init; }

    internal static AuditVerdict Missing(long number, AuditEntry? last, string how) =>
        new(
            number - 1,
            number,
            last is null ? null : AuditViews.AtOf(last),
            $"Row {number} is missing: {how}{(last is null ? "" : $"; the row before it is of {When(last)}")}.",
            null
        );

    internal static AuditVerdict Wrong(AuditEntry? row, string finding) =>
        new(
            (row?.Seq ?? 1) - 1,
            row?.Seq,
            row is null ? null : AuditViews.AtOf(row),
            finding,
            null
        );

    internal static string When(AuditEntry row) =>
        $"{AuditViews.AtOf(row):yyyy-MM-dd HH:mm:ss} UTC";
}

internal sealed class VerifyAuditLogHandler(AuditVerification verification, Caller caller)
    : IRequestHandler<VerifyAuditLog, AuditVerdict>
{
    public async ValueTask<AuditVerdict> Handle(
        VerifyAuditLog request,
        CancellationToken cancellationToken
    ) => await verification.RunAsync(caller.TenantId, cancellationToken);
}
