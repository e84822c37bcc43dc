using System.Text.Json;
using AssetsBackup.Features.Alarms;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Features.Snapshots.Records;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Vault;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Snapshots.Capture;

/// <summary>Makes a committed snapshot, or a later revision of it, visible in the app's lists. Done twice it leaves what once leaves.</summary>
internal sealed class FinishedCapture(
    AppDatabase database,
    Backup backup,
    MassDeletion massDeletion,
    RaiseAlarm raise
)
{
    private readonly RunContext run = backup.Run;
    private readonly Schema schema = backup.Schema;

    public async Task<RunOutcome> RecordAsync(RootRecord root, CancellationToken cancellationToken)
    {
        var facts = SnapshotFacts.Read(root.Facts);
        var objects = root.Trees[SnapshotTrees.Objects].Entries;
        var row = await database.Snapshots.SingleOrDefaultAsync(
            known => known.TenantId == run.TenantId && known.Id == run.Id,
            cancellationToken
        );
        var alarm = row is null
            ? await massDeletion.FindAsync(backup, facts, (int)objects, cancellationToken)
            : null;
        run.Lease.EnsureHeld();
        if (alarm is not null)
            await raise.RunAsync(database, alarm, schema, run.Id, cancellationToken);
        if (row is null)
            database.Snapshots.Add(Row(root, facts, objects));
        else
            Renew(row, facts, objects);
        (schema.LastSnapshotId, schema.LastSnapshotAt) = (run.Id, facts.FinishedAt);
        await database.SaveChangesAsync(cancellationToken);
        if (alarm is not null)
            await run.LogAsync(
                RunLogLevel.Warning,
                $"{alarm.InWords()}. No backup of this schema expires until somebody has acknowledged that.",
                cancellationToken
            );
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

    private void Renew(Snapshot row, SnapshotFacts facts, long objects)
    {
        // What comes with a later revision was read by nobody yet.
        if (row.State != facts.State)
            row.VerifiedAt = null;
        // A run that goes on after its objects were given up has read them again.
        row.GivenUpAt = null;
        (row.State, row.AddedBytes, row.Parts) = (facts.State, facts.AddedBytes, Json(facts.Parts));
        row.Consistency = Json(facts.Consistency);
        (row.TakenAt, row.Objects) = (facts.FinishedAt, (int)objects);
        row.StoragePlaceId = backup.Opened.PlaceId;
    }

    private Snapshot Row(RootRecord root, SnapshotFacts facts, long objects) =>
        new()
        {
            Id = root.Id,
            TenantId = run.TenantId,
            SchemaId = schema.Id,
            StoragePlaceId = backup.Opened.PlaceId,
            TakenAt = facts.FinishedAt,
            State = facts.State,
            Trigger = facts.Trigger,
            Description = facts.Description,
            TakenBy = facts.TakenBy,
            Objects = (int)objects,
            AddedBytes = facts.AddedBytes,
            Parts = Json(facts.Parts),
            Consistency = Json(facts.Consistency),
        };

    private static string Json<T>(T facts) =>
        JsonSerializer.Serialize(facts, JsonSerializerOptions.Web);
}
