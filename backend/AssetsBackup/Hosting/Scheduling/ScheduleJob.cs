using AssetsBackup.Features.Schedules;
using Quartz;

namespace AssetsBackup.Hosting.Scheduling;

/// <summary>Takes up one schedule that has come due; its trigger carries the schema's id as its name.</summary>
internal sealed class ScheduleJob(DueSchedules due) : IJob
{
    private const string Group = "schedules";

    public static readonly JobKey Key = new("due", Group);

    public static TriggerKey TriggerOf(Guid schemaId) => new(schemaId.ToString("N"), Group);

    public async ValueTask Execute(
        IJobExecutionContext context,
        CancellationToken cancellationToken = default
    ) => await due.TakeAsync(Guid.ParseExact(context.Trigger.Key.Name, "N"), cancellationToken);
}
