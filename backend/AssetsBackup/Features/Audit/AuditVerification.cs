using System.Security.Cryptography;
using AssetsBackup.Features.Vaults;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Vault;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Audit;

/// <summary>Whether every row of a tenant's audit log is as it was written.</summary>
internal sealed class AuditVerification(AppDatabase database, KeyStore keys, TenantVaults vaults)
{
    /// <exception cref="KeyStoreException">The key of the tenant cannot be read.</exception>
    public async Task<AuditVerdict> RunAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        using var seals = await AuditSeals.OpenAsync(keys, tenantId, cancellationToken);
        // Before the log: each row that a backup keeps was there before the backup.
        var backups = await AnchoredBackups.ReadAsync(
            vaults,
            tenantId,
            areExpected: await database.Snapshots.AnyAsync(
                row => row.TenantId == tenantId,
                cancellationToken
            ),
            cancellationToken
        );
        // What is appended meanwhile is not looked at: nobody waits for a long log to be walked. A head is never behind the rows that
        // were there before it was read.
        var newest = await NewestAsync(tenantId, cancellationToken);
        var head = await database
            .AuditHeads.AsNoTracking()
            .SingleOrDefaultAsync(row => row.TenantId == tenantId, cancellationToken);
        var actors = await database
            .Actors.AsNoTracking()
            .Where(row => row.TenantId == tenantId)
            .ToDictionaryAsync(row => row.Number, cancellationToken);
        var kept = new KeptRows(backups.Items);
        AuditEntry? last = null;
        await foreach (
            var row in RowsAsync(tenantId, Math.Max(newest, head?.Seq ?? 0))
                .WithCancellation(cancellationToken)
        )
        {
            if ((WhatIsWrong(seals, last, row, actors) ?? kept.Compare(row)) is { } wrong)
                return wrong;
            last = row;
        }
        var verdict = AtTheEnd(seals, last, head);
        return verdict.IsIntact && kept.CutOff(last) is { } cut
            ? cut
            : verdict with
            {
                Backups = kept.Fitting,
                OlderBackups = kept.Older,
                NotCompared = backups.Problem,
            };
    }

    private async Task<long> NewestAsync(Guid tenantId, CancellationToken cancellationToken) =>
        await database
            .AuditLog.Where(row => row.TenantId == tenantId)
            .MaxAsync(row => (long?)row.Seq, cancellationToken)
        ?? 0;

    private IAsyncEnumerable<AuditEntry> RowsAsync(Guid tenantId, long last) =>
        database
            .AuditLog.AsNoTracking()
            .Where(row => row.TenantId == tenantId && row.Seq <= last)
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
            return AuditVerdict.Missing(
                expected,
                last,
                $"the next row is {row.Seq}, of {AuditVerdict.When(row)}"
            );
        if (!IsSame(seals.Of(row, last?.Mac ?? []), row.Mac))
            return AuditVerdict.Wrong(
                row,
                $"Row {row.Seq} of {AuditVerdict.When(row)} does not fit the one before it: it was changed, put in or moved."
            );
        return IsKnown(seals, actors.GetValueOrDefault(row.ActorNumber))
            ? null
            : AuditVerdict.Wrong(
                row,
                $"Row {row.Seq} of {AuditVerdict.When(row)} names user {row.ActorNumber}, whose account was changed or removed otherwise than by erasing it."
            );
    }

    private static AuditVerdict AtTheEnd(AuditSeals seals, AuditEntry? last, AuditHead? head) =>
        (last?.Seq ?? 0, head) switch
        {
            (0, null) => new AuditVerdict(0, null, null, null, null),
            (var seq, null) => AuditVerdict.Wrong(
                last!,
                $"What says that row {seq} of {AuditVerdict.When(last!)} is the last one is missing: rows after it may have been cut off."
            ),
            (var seq, var said) when said.Seq > seq => AuditVerdict.Missing(
                seq + 1,
                last,
                $"the log is cut off there, and its last row was {said.Seq}"
            ),
            (var seq, var said) when said.Seq < seq || !seals.IsIntact(said) => AuditVerdict.Wrong(
                last,
                $"What says which row is the last one was changed: rows after {seq}{(last is null ? "" : $" of {AuditVerdict.When(last)}")} may have been cut off."
            ),
            var (seq, said) => new AuditVerdict(
                seq,
                null,
                null,
                null,
                Convert.ToHexStringLower(said.Mac)
            ),
        };

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
}
