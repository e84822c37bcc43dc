using AssetsBackup.Features.Audit;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Hosting.Database;

namespace AssetsBackup.Features.Schedules;

/// <summary>What saving a schedule does besides: it is due anew, and one that is on begins a backup at once (product F4).</summary>
internal sealed class ScheduleStart(BackupStart backups, TimeProvider clock)
{
    public Schedule Add(AppDatabase database, Schema schema, string by)
    {
        var schedule = new Schedule
        {
            SchemaId = schema.Id,
            TenantId = schema.TenantId,
            SavedBy = by,
        };
        database.Schedules.Add(schedule);
        return schedule;
    }

    /// <param name="database">The unit of work; the caller saves.</param>
    /// <param name="schedule">As it is now.</param>
    /// <param name="schema">Whose it is.</param>
    /// <param name="before">What it was.</param>
    /// <param name="by">Who saves it: the Atlassian account, or "operator" from the command line.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The backup that it began; null where it is off, or one is queued, running or paused already.</returns>
    public async Task<Run?> SavedAsync(
        AppDatabase database,
        Schedule schedule,
        Schema schema,
        ScheduleWords before,
        string by,
        CancellationToken cancellationToken
    )
    {
        var after = ScheduleWords.Of(schedule);
        database.Audit(
            new AuditNote(
                schema.TenantId,
                by,
                before.ActionTo(after),
                AuditSubject.Schema(schema.Id),
                [.. before.ChangesTo(after)]
            )
        );
        var now = clock.GetUtcNow();
        (schedule.SavedBy, schedule.SavedAt) = (by, now);
        if (!schedule.IsEnabled)
        {
            schedule.SwitchOff();
            return null;
        }
        schedule.DueAt(await NextOccurrence.AfterAsync(database, schedule, now, cancellationToken));
        return await backups.AddAsync(
            database,
            schema,
            schedule.BackupArguments(),
            by,
            cancellationToken
        );
    }
}
