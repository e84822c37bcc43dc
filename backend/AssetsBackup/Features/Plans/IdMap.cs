using AssetsBackup.Features.Plans.Applying;
using AssetsBackup.Hosting.Database;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Plans;

/// <summary>Whose ids are mapped: the same source and destination share one map over all restores.</summary>
internal sealed record MapScope(Guid TenantId, string SourceWorkspace, string DestinationWorkspace);

/// <summary>A thing at the destination.</summary>
/// <param name="Key">The object key, where known.</param>
internal sealed record MappedThing(string Id, string? Key);

/// <summary>What earlier restores made of the source's things.</summary>
internal sealed class IdMap(IDbContextFactory<AppDatabase> databases, MapScope scope)
{
    /// <summary>
    /// The things that are known, by their id at the source. In one and the same workspace a thing that was never restored
    /// is itself.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, MappedThing>> FindAsync(
        MappedKind kind,
        IReadOnlyList<string> sourceIds,
        CancellationToken cancellationToken
    )
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var found = await Entries(database, scope, kind)
            .AsNoTracking()
            .Where(entry => sourceIds.Contains(entry.SourceId))
            .ToDictionaryAsync(
                entry => entry.SourceId,
                entry => new MappedThing(entry.DestinationId, entry.DestinationKey),
                cancellationToken
            );
        if (scope.SourceWorkspace == scope.DestinationWorkspace)
            foreach (var id in sourceIds)
                found.TryAdd(id, new MappedThing(id, Key: null));
        return found;
    }

    /// <summary>Adds what a restore wrote to the caller's unit of work; a later restore of the same thing takes its place.</summary>
    public static async Task AddAsync(
        AppDatabase database,
        MapScope scope,
        Guid runId,
        IReadOnlyList<WriteResult> written,
        CancellationToken cancellationToken
    )
    {
        foreach (var kind in written.GroupBy(result => result.Kind))
        {
            var ids = kind.Select(result => result.SourceId).ToList();
            var known = await Entries(database, scope, kind.Key)
                .Where(entry => ids.Contains(entry.SourceId))
                .ToDictionaryAsync(entry => entry.SourceId, cancellationToken);
            foreach (var result in kind)
            {
                if (!known.TryGetValue(result.SourceId, out var entry))
                    database.IdMap.Add(entry = NewEntry(scope, runId, result));
                (entry.DestinationId, entry.DestinationKey, entry.RestoreRunId) = (
                    result.DestinationId!,
                    result.DestinationKey,
                    runId
                );
            }
        }
    }

    private static IQueryable<IdMapEntry> Entries(
        AppDatabase database,
        MapScope scope,
        MappedKind kind
    ) =>
        database.IdMap.Where(entry =>
            entry.TenantId == scope.TenantId
            && entry.SourceWorkspace == scope.SourceWorkspace
            && entry.DestinationWorkspace == scope.DestinationWorkspace
            && entry.Kind == kind
        );

    private static IdMapEntry NewEntry(MapScope scope, Guid runId, WriteResult result) =>
        new()
        {
            TenantId = scope.TenantId,
            SourceWorkspace = scope.SourceWorkspace,
            DestinationWorkspace = scope.DestinationWorkspace,
            Kind = result.Kind,
            SourceId = result.SourceId,
            DestinationId = result.DestinationId!,
            RestoreRunId = runId,
        };
}
