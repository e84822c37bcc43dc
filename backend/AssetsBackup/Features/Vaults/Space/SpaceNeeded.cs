using AssetsBackup.Features.Schemas;
using AssetsBackup.Hosting.Database;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Vaults.Space;

/// <summary>About how many bytes the next backup of a schema will take, by what is known before it: its last backups, else its objects.</summary>
internal static class SpaceNeeded
{
    // What a first backup stores for an object, its share of definitions and lists included (docs/benchmarks.md).
    private const int BytesPerObject = 500;

    // Of a schema that was backed up once it is not known how much changes from one backup to the next.
    private const int PartThatChanges = 10;

    public static async Task<long> OfAsync(
        AppDatabase database,
        Schema schema,
        CancellationToken cancellationToken
    )
    {
        var last = await database
            .Snapshots.Where(row =>
                row.TenantId == schema.TenantId
                && row.SchemaId == schema.Id
                && row.GivenUpAt == null
            )
            .OrderByDescending(row => row.TakenAt)
            .Select(row => row.AddedBytes)
            .Take(2)
            .ToListAsync(cancellationToken);
        return last.Count switch
        {
            0 => (long)schema.ObjectCount * BytesPerObject,
            1 => last[0] / PartThatChanges,
            _ => last[0],
        };
    }
}
