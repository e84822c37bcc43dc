using AssetsBackup.Features.Alarms;
using AssetsBackup.Features.Snapshots.Records;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Hosting.Problems;
using AssetsBackup.Vault;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Snapshots.Capture;

/// <summary>
/// Finds that much was deleted at the source: a backup has far fewer objects than the last one that had them all, or none. What a
/// backup could not read is no deletion; its own reasons tell it.
/// </summary>
internal sealed class MassDeletion(AppDatabase database, CaptureOptions options, TimeProvider clock)
{
    private const int TypesToldAtMost = 10;

    /// <returns>The alarm to be raised; null where nothing is to be told.</returns>
    public async Task<Alarm?> FindAsync(
        Backup backup,
        SnapshotFacts facts,
        int objects,
        CancellationToken cancellationToken
    )
    {
        var before = await BeforeAsync(backup, cancellationToken);
        if (before is null || !IsMuch(before.Objects, objects, facts))
            return null;
        return new Alarm
        {
            // One for each backup that shows one, however often the run begins again.
            Id = backup.Run.Id,
            TenantId = backup.Run.TenantId,
            SchemaId = backup.Schema.Id,
            Kind = AlarmKind.MassDeletion,
            RaisedAt = clock.GetUtcNow(),
            SnapshotId = backup.Run.Id,
            BeforeId = before.Id,
            BeforeAt = before.TakenAt,
            Before = before.Objects,
            Now = objects,
            LostTypes = await TypesAsync(backup, before.Id, cancellationToken),
        };
    }

    private bool IsMuch(int before, int now, SnapshotFacts facts)
    {
        // That there are none where there were some is a reason of its own: what could not be read has others.
        if (now == 0)
            return before > 0
                && facts.Parts.Single(part => part.Name == SnapshotTrees.Objects).Reasons.Count
                    <= 1;
        var gone = before - now;
        return SnapshotPart.HaveAllObjects(facts.Parts)
            && gone >= options.AlarmObjects
            && gone >= before * options.AlarmShare;
    }

    /// <summary>The last one that had all objects, or of which an alarm was raised: what that one lacks was told.</summary>
    private async Task<Snapshot?> BeforeAsync(Backup backup, CancellationToken cancellationToken)
    {
        var (tenant, schema) = (backup.Run.TenantId, backup.Schema.Id);
        var told = await database
            .Alarms.Where(alarm => alarm.TenantId == tenant && alarm.SchemaId == schema)
            .Select(alarm => alarm.SnapshotId)
            .ToListAsync(cancellationToken);
        return await database
            .Snapshots.AsNoTracking()
            .Where(row =>
                row.TenantId == tenant && row.SchemaId == schema && row.Id != backup.Run.Id
            )
            .OrderByDescending(row => row.TakenAt)
            .AsAsyncEnumerable()
            .FirstOrDefaultAsync(
                row =>
                    told.Contains(row.Id) || SnapshotPart.HaveAllObjects(SnapshotView.PartsOf(row)),
                cancellationToken
            );
    }

    /// <summary>The types that lost most; none where the earlier backup cannot tell them any more.</summary>
    private static async Task<IReadOnlyList<LostType>> TypesAsync(
        Backup backup,
        Guid beforeId,
        CancellationToken cancellationToken
    )
    {
        if (backup.Run.Checkpoint<CaptureCheckpoint>()?.Census?.ObjectsByType is not { } now)
            return [];
        try
        {
            var before = await backup.Opened.Vault.OpenRootAsync(
                RootKind.Snapshot,
                beforeId,
                cancellationToken
            );
            if (SnapshotFacts.Read(before.Record.Facts).Basis?.ObjectsByType is not { } had)
                return [];
            var lost = had.Select(type => new LostType(
                    type.Key,
                    type.Value,
                    now.GetValueOrDefault(type.Key)
                ))
                .Where(type => type.Now < type.Before)
                .OrderByDescending(type => type.Before - type.Now)
                .ThenBy(type => type.Name, StringComparer.Ordinal)
                .Take(TypesToldAtMost)
                .ToList();
            var names = new Dictionary<string, string>(StringComparer.Ordinal);
            await foreach (
                var type in before.ListAsync(SnapshotTrees.ObjectTypes, null, cancellationToken)
            )
                names[type.Id] = type.Label;
            return
            [
                .. lost.Select(type =>
                    type with
                    {
                        Name = names.GetValueOrDefault(type.Name, type.Name),
                    }
                ),
            ];
        }
        catch (Exception failure) when (VaultFailures.Of(failure) is not null)
        {
            // The backup is made and has to be told; verification says what is wrong with the earlier one.
            return [];
        }
    }
}
