using AssetsBackup.Features.Changes;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Hosting.Database;

/// <summary>
/// Numbers each saved change of a watched row, in the transaction that saves it. The counter row is locked until commit,
/// so numbers become visible in their order and a poller never skips one.
/// </summary>
internal static class ChangeNumbers
{
    public static async Task<int> SaveNumberedAsync(
        AppDatabase database,
        Func<CancellationToken, Task<int>> save,
        CancellationToken cancellationToken
    )
    {
        database.ChangeTracker.DetectChanges();
        var changed = database
            .ChangeTracker.Entries<IWatched>()
            .Where(entry => entry.State is EntityState.Added or EntityState.Modified)
            .Select(entry => entry.Entity)
            .ToList();
        if (changed.Count == 0)
            return await save(cancellationToken);
        var outer = database.Database.CurrentTransaction;
        var own = outer is null
            ? await database.Database.BeginTransactionAsync(cancellationToken)
            : null;
        await using var _ = own;
        foreach (var tenant in changed.GroupBy(row => row.TenantId))
        {
            var number = await NextAsync(database, tenant.Key, tenant.Count(), cancellationToken);
            foreach (var row in tenant)
                row.Change = number--;
        }
        var saved = await save(cancellationToken);
        if (own is not null)
            await own.CommitAsync(cancellationToken);
        return saved;
    }

    /// <summary>The last of so many new numbers.</summary>
    private static async Task<long> NextAsync(
        AppDatabase database,
        Guid tenant,
        int count,
        CancellationToken cancellationToken
    )
    {
        var numbers = await database
            .Database.SqlQuery<long>(
                $"""
                INSERT INTO "ChangeCounters" ("TenantId", "Value") VALUES ({tenant}, {count})
                ON CONFLICT ("TenantId") DO UPDATE SET "Value" = "ChangeCounters"."Value" + {count}
                RETURNING "Value"
                """
            )
            .ToListAsync(cancellationToken);
        return numbers[0];
    }
}
