using System.Security.Cryptography;
using AssetsBackup.Doors;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Vault;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Audit;

/// <summary>Walks the chain of the caller's audit log to the first row that does not fit.</summary>
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
}

internal sealed class VerifyAuditLogHandler(AppDatabase database, Caller caller, KeyStore keys)
    : IRequestHandler<VerifyAuditLog, AuditVerdict>
{
    public async ValueTask<AuditVerdict> Handle(
        VerifyAuditLog request,
        CancellationToken cancellationToken
    )
    {
        using var seals = await AuditSeals.OpenAsync(keys, caller.TenantId, cancellationToken);
        // What is appended meanwhile is not looked at: nobody waits for a long log to be walked. A head is never behind the rows that
        // were there before it was read.
        var newest = await NewestAsync(cancellationToken);
        var head = await database
            .AuditHeads.AsNoTracking()
            .SingleOrDefaultAsync(row => row.TenantId == caller.TenantId, cancellationToken);
        var actors = await database
            .Actors.AsNoTracking()
            .Where(row => row.TenantId == caller.TenantId)
            .ToDictionaryAsync(row => row.Number, cancellationToken);
        AuditEntry? last = null;
        await foreach (
            var row in RowsAsync(Math.Max(newest, head?.Seq ?? 0))
                .WithCancellation(cancellationToken)
        )
        {
            if (WhatIsWrong(seals, last, row, actors) is { } wrong)
                return wrong;
            last = row;
        }
        return AtTheEnd(seals, last, head);
    }

    private async Task<long> NewestAsync(CancellationToken cancellationToken) =>
        await database
            .AuditLog.Where(row => row.TenantId == caller.TenantId)
            .MaxAsync(row => (long?)row.Seq, cancellationToken)
        ?? 0;

    private IAsyncEnumerable<AuditEntry> RowsAsync(long last) =>
        database
            .AuditLog.AsNoTracking()
            .Where(row => row.TenantId == caller.TenantId && row.Seq <= last)
            .OrderBy(row => row.Seq)
            .AsAsyncEnumerable();

    private static AuditVerdict? WhatIsWrong(
        AuditSeals seals,
        AuditEntry? last,
        AuditEntry row,
        Dictionary<long, Actor> actors
    )
    {
        var expected = (last?.Seq ?? 0) + 1;
        if (row.Seq > expected)
            return Missing(expected, last, $"the next row is {row.Seq}, of {When(row)}");
        if (!IsSame(seals.Of(row, last?.Mac ?? []), row.Mac))
            return Wrong(
                row,
                $"Row {row.Seq} of {When(row)} does not fit the one before it: it was changed, put in or moved."
            );
        return IsKnown(seals, actors.GetValueOrDefault(row.ActorNumber))
            ? null
            : Wrong(
                row,
                $"Row {row.Seq} of {When(row)} names user {row.ActorNumber}, whose account was changed or removed otherwise than by erasing it."
            );
    }

    private static AuditVerdict AtTheEnd(AuditSeals seals, AuditEntry? last, AuditHead? head) =>
        (last?.Seq ?? 0, head) switch
        {
            (0, null) => new AuditVerdict(0, null, null, null, null),
            (var seq, null) => Wrong(
                last!,
                $"What says that row {seq} of {When(last!)} is the last one is missing: rows after it may have been cut off."
            ),
            (var seq, var said) when said.Seq > seq => Missing(
                seq + 1,
                last,
                $"the log is cut off there, and its last row was {said.Seq}"
            ),
            (var seq, var said) when said.Seq < seq || !seals.IsIntact(said) => Wrong(
                last,
                $"What says which row is the last one was changed: rows after {seq}{(last is null ? "" : $" of {When(last)}")} may have been cut off."
            ),
            var (seq, said) => new AuditVerdict(
                seq,
                null,
                null,
                null,
                Convert.ToHexStringLower(said.Mac)
            ),
        };

    private static AuditVerdict Missing(long number, AuditEntry? last, string how) =>
        new(
            number - 1,
            number,
            last is null ? null : AuditViews.AtOf(last),
            $"Row {number} is missing: {how}{(last is null ? "" : $"; the row before it is of {When(last)}")}.",
            null
        );

    private static AuditVerdict Wrong(AuditEntry? row, string finding) =>
        new(
            (row?.Seq ?? 1) - 1,
            row?.Seq,
            row is null ? null : AuditViews.AtOf(row),
            finding,
            null
        );

    private static bool IsKnown(AuditSeals seals, Actor? actor) =>
        actor switch
        {
            null => false,
            { AccountId: null } => true,
            { AccountId: { } account, Mac: { } mac } => IsSame(
                seals.OfActor(actor.Number, account),
                mac
            ),
            _ => false,
        };

    private static bool IsSame(byte[] wanted, byte[] found) =>
        CryptographicOperations.FixedTimeEquals(wanted, found);

    private static string When(AuditEntry row) => $"{AuditViews.AtOf(row):yyyy-MM-dd HH:mm:ss} UTC";
}
