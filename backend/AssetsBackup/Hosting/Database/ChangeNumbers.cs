using AssetsBackup.Features.Changes;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Hosting.Database;

/// <summary>
/// Numbers each saved change of a watched row, in the transaction that saves it. The counter row is locked until commit,
/// so numbers become visible in their order and a poller never skips one.
/// </summary>
internal static class ChangeNumbers
{
    /// <summary>The watched rows that the unit of work is about to save.</summary>
    public static IReadOnlyList<IWatched> ToBeNumbered(AppDatabase database)
    {
        database.ChangeTracker.DetectChanges();
        return
        [
            .. database
                .ChangeTracker.Entries<IWatched>()
                .Where(entry => entry.State is EntityState.Added or EntityState.Modified)
                .Select(entry => entry.Entity),
        ];
    }

    /// <summary>Gives each row its number; a transaction is open.</summary>
    public static async Task NumberAsync(
        AppDatabase database,
        IReadOnlyList<IWatched> changed,
        CancellationToken cancellationToken
    )
    {
        foreach (var tenant in changed.GroupBy(row => row.TenantId))
        {
            var number = await NextAsync(database, tenant.Key, tenant.Count(), cancellationToken);
            foreach (var row in tenant)
                row.Change = number--;
        }
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
