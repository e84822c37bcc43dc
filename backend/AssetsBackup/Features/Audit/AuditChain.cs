using System.Text.Json;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Vault;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Audit;

/// <summary>
/// Appends to the audit logs of tenants, in the transaction that saves what is told. The head's row is locked until commit, so
/// numbers have no gaps and each row is chained to the one before it.
/// </summary>
internal sealed class AuditChain(KeyStore keys, TimeProvider clock, ILogger<AuditChain> logger)
{
    /// <summary>Adds the rows to the unit of work; a transaction is open, and the caller saves.</summary>
    /// <exception cref="KeyStoreException">The key of a tenant cannot be read: then what is told must not happen either.</exception>
    public async Task AppendAsync(
        AppDatabase database,
        IReadOnlyList<AuditNote> notes,
        CancellationToken cancellationToken
    )
    {
        // In one order everywhere: two transactions never wait for each other's log.
        foreach (var log in notes.GroupBy(note => note.TenantId).OrderBy(log => log.Key))
            await AppendAsync(database, log.Key, [.. log], cancellationToken);
    }

    /// <summary>Whether the log of a tenant can be written; why not is logged.</summary>
    public async Task<bool> HasKeyAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        try
        {
            using var seals = await AuditSeals.OpenAsync(keys, tenantId, cancellationToken);
            return true;
        }
        catch (Exception failure)
            when (failure is KeyStoreException or IOException or UnauthorizedAccessException)
        {
            logger.LogError(
                failure,
                "The audit log of tenant {TenantId} cannot be written",
                tenantId
            );
            return false;
        }
    }

    private async Task AppendAsync(
        AppDatabase database,
        Guid tenantId,
        IReadOnlyList<AuditNote> notes,
        CancellationToken cancellationToken
    )
    {
        using var seals = await AuditSeals.OpenAsync(keys, tenantId, cancellationToken);
        var (seq, mac) = await LockAsync(database, tenantId, seals, cancellationToken);
        var actors = await ActorsAsync(
            database,
            tenantId,
            seals,
            [.. notes.Select(note => note.By).Distinct()],
            cancellationToken
        );
        foreach (var note in notes)
        {
            var name = await AuditSubjects.NameAsync(database, note, cancellationToken);
            var entry = new AuditEntry
            {
                TenantId = tenantId,
                Seq = ++seq,
                At = clock.GetUtcNow().UtcTicks,
                ActorNumber = actors[note.By],
                Action = note.Action.ToString(),
                SubjectKind = note.Subject.Kind.ToString(),
                SubjectId = note.Subject.Id?.ToString(),
                Subject = name,
                RunId = note.RunId?.ToString(),
                Values = JsonSerializer.Serialize(
                    note.Values.Where(value => value.Old != value.New),
                    AuditViews.Json
                ),
            };
            entry.Mac = mac = seals.Of(entry, mac);
            database.AuditLog.Add(entry);
        }
        await database
            .AuditHeads.Where(head => head.TenantId == tenantId)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(head => head.Seq, seq)
                        .SetProperty(head => head.Mac, mac)
                        .SetProperty(head => head.Seal, seals.OfHead(seq, mac)),
                cancellationToken
            );
    }

    /// <summary>Where the chain goes on. A log that was tampered with goes on too, without hiding it.</summary>
    private async Task<(long Seq, byte[] Mac)> LockAsync(
        AppDatabase database,
        Guid tenantId,
        AuditSeals seals,
        CancellationToken cancellationToken
    )
    {
        byte[] none = [];
        await database.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "AuditHeads" ("TenantId", "Seq", "Mac", "Seal") VALUES ({tenantId}, 0, {none}, {none})
            ON CONFLICT ("TenantId") DO UPDATE SET "Seq" = "AuditHeads"."Seq"
            """,
            cancellationToken
        );
        var head = await database
            .AuditHeads.AsNoTracking()
            .SingleAsync(row => row.TenantId == tenantId, cancellationToken);
        var last =
            await database
                .AuditLog.Where(row => row.TenantId == tenantId)
                .MaxAsync(row => (long?)row.Seq, cancellationToken)
            ?? 0;
        if (seals.IsIntact(head) || head.Seq + last == 0)
            return (Math.Max(head.Seq, last), head.Mac);
        logger.LogError("The end of the audit log of tenant {TenantId} was changed", tenantId);
        // Chained to nothing: verification names the next row, and a head that was put back does not become true by it.
        return (Math.Max(head.Seq, last), none);
    }

    /// <summary>The number of each account that the notes name; one that is new gets the next.</summary>
    private static async Task<IReadOnlyDictionary<string, long>> ActorsAsync(
        AppDatabase database,
        Guid tenantId,
        AuditSeals seals,
        IEnumerable<string> accounts,
        CancellationToken cancellationToken
    )
    {
        var ofTenant = database.Actors.AsNoTracking().Where(row => row.TenantId == tenantId);
        var numbers = await ofTenant
            .Where(row => accounts.Contains(row.AccountId))
            .ToDictionaryAsync(row => row.AccountId!, row => row.Number, cancellationToken);
        var last = await ofTenant.MaxAsync(row => (long?)row.Number, cancellationToken) ?? 0;
        foreach (var account in accounts.Except(numbers.Keys))
        {
            numbers[account] = ++last;
            database.Actors.Add(
                new Actor
                {
                    TenantId = tenantId,
                    Number = last,
                    AccountId = account,
                    Mac = seals.OfActor(last, account),
                }
            );
        }
        return numbers;
    }
}
