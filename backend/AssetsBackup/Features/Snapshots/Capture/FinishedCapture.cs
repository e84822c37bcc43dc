using System.Text.Json;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Features.Snapshots.Records;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Vault;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Snapshots.Capture;

/// <summary>Makes a committed snapshot visible in the app's lists. Done twice it leaves what once leaves.</summary>
internal sealed class FinishedCapture(
    AppDatabase database,
    RunContext run,
    Schema schema,
    Guid placeId
)
{
    public async Task<RunOutcome> RecordAsync(RootRecord root, CancellationToken cancellationToken)
    {
        var facts = SnapshotFacts.Read(root.Facts);
        var objects = root.Trees[SnapshotTrees.Objects].Entries;
        run.Lease.EnsureHeld();
        if (
            !await database.Snapshots.AnyAsync(
                row => row.TenantId == run.TenantId && row.Id == run.Id,
                cancellationToken
            )
        )
            database.Snapshots.Add(Row(root, facts, objects));
        (schema.LastSnapshotId, schema.LastSnapshotAt) = (run.Id, facts.FinishedAt);
        await database.SaveChangesAsync(cancellationToken);
        var result =
            $"{Words.Count(objects, "object")} of {Words.Count(root.Trees[SnapshotTrees.ObjectTypes].Entries, "object type")}";
        return facts.State == SnapshotState.Complete
            ? RunOutcome.Succeeded(result)
            : RunOutcome.Partial(
                result,
                "backup-partial",
                string.Join(
                    ' ',
                    facts
                        .Parts.Where(part => part.State == PartState.Partial)
                        .SelectMany(part => part.Reasons)
                )
            );
    }

    private Snapshot Row(RootRecord root, SnapshotFacts facts, long objects) =>
        new()
        {
            Id = root.Id,
            TenantId = run.TenantId,
            SchemaId = schema.Id,
            StoragePlaceId = placeId,
            TakenAt = facts.FinishedAt,
            State = facts.State,
            Trigger = facts.Trigger,
            Description = facts.Description,
            TakenBy = facts.TakenBy,
            Objects = (int)objects,
            AddedBytes = facts.AddedBytes,
            Parts = JsonSerializer.Serialize(facts.Parts, JsonSerializerOptions.Web),
        };
}
