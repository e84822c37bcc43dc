using AssetsBackup.Features.Snapshots;
using AssetsBackup.Hosting.Database;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Vaults;

/// <summary>
/// What backups are called where an admin looks for them: the short id that lists show, the schema and the time. One that the
/// database does not know is called by its id.
/// </summary>
internal sealed class BackupNames
{
    private readonly List<Guid> newestFirst;
    private readonly Dictionary<Guid, string> names;

    private BackupNames(IReadOnlyCollection<Known> known)
    {
        newestFirst =
        [
            .. known.OrderByDescending(backup => backup.TakenAt).Select(backup => backup.Id),
        ];
        names = known.ToDictionary(
            backup => backup.Id,
            backup =>
                $"{Words.ShortId(backup.Id)} ({backup.SchemaKey}, {backup.TakenAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC)"
        );
    }

    public static BackupNames None { get; } = new([]);

    public static async Task<BackupNames> ReadAsync(
        AppDatabase database,
        Guid tenantId,
        IEnumerable<Guid> ids,
        CancellationToken cancellationToken
    )
    {
        var wanted = ids.Distinct().ToList();
        return new BackupNames(
            await database
                .Snapshots.Where(row => row.TenantId == tenantId && wanted.Contains(row.Id))
                .Join(
                    database.Schemas,
                    row => row.SchemaId,
                    schema => schema.Id,
                    (row, schema) => new Known(row.Id, row.TakenAt, schema.Key)
                )
                .ToListAsync(cancellationToken)
        );
    }

    public string Of(Guid id) => names.TryGetValue(id, out var name) ? name : id.ToString("D");

    /// <summary>"backup 1a2b3c4d (ITS, 2026-03-01 02:00 UTC)"; of many, the newest.</summary>
    public string Of(IReadOnlySet<Guid> ids, int atMost)
    {
        var named = newestFirst
            .Where(ids.Contains)
            .Concat(ids.Where(id => !names.ContainsKey(id)))
            .Take(atMost)
            .Select(Of);
        var listed = string.Join(", ", named);
        return ids.Count == 1 ? $"backup {listed}"
            : ids.Count <= atMost ? $"backups {listed}"
            : $"{Words.Count(ids.Count, "backup")}, the newest of them {listed}";
    }

    private sealed record Known(Guid Id, DateTimeOffset TakenAt, string SchemaKey);
}
