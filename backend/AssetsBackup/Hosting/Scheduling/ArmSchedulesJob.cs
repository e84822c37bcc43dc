using AssetsBackup.Features.Schedules;
using AssetsBackup.Hosting.Database;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace AssetsBackup.Hosting.Scheduling;

/// <summary>
/// Gives each schedule that changed one trigger that fires once, when it is due next. One that is overdue gets another: whatever took
/// the first did not come to its end.
/// </summary>
[DisallowConcurrentExecution]
internal sealed class ArmSchedulesJob(AppDatabase database, TimeProvider clock) : IJob
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Overdue = TimeSpan.FromMinutes(1);

    public async ValueTask Execute(
        IJobExecutionContext context,
        CancellationToken cancellationToken = default
    )
    {
        var now = clock.GetUtcNow();
        var overdue = now - Overdue;
        var toArm = await database
            .Schedules.AsNoTracking()
            .Where(schedule => schedule.NeedsArming || schedule.NextAt <= overdue)
            .ToListAsync(cancellationToken);
        foreach (var schedule in toArm)
        {
            await ArmAsync(context.Scheduler, schedule, now, cancellationToken);
            // One that changed meanwhile is still to be armed.
            await database
                .Schedules.Where(row =>
                    row.SchemaId == schedule.SchemaId && row.NextAt == schedule.NextAt
                )
                .ExecuteUpdateAsync(
                    set => set.SetProperty(row => row.NeedsArming, false),
                    cancellationToken
                );
        }
    }

    private static async Task ArmAsync(
        IScheduler scheduler,
        Schedule schedule,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var key = ScheduleJob.TriggerOf(schedule.SchemaId);
        await scheduler.UnscheduleJob(key, cancellationToken);
        if (schedule.NextAt is not { } next)
            return;
        // One whose time passes while no server runs fires as soon as one is there again.
        var trigger = TriggerBuilder
            .Create()
            .WithIdentity(key)
            .ForJob(ScheduleJob.Key)
            // What is in the past Quartz would look for once a minute only.
            .StartAt(next > now ? next : now)
            .Build();
        await scheduler.ScheduleJob(trigger, cancellationToken: cancellationToken);
    }
}
