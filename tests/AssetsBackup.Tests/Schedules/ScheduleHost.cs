using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Schedules;
using AssetsBackup.Tests.Capture;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AssetsBackup.Tests.Schedules;

/// <summary>What tests of schedules ask of a host.</summary>
internal static class ScheduleHost
{
    public const string Berlin = "Europe/Berlin";

    public static ScheduleTimeRequest Custom(string? cron, string zone = Berlin) =>
        new(ScheduleKind.Custom, cron, zone);

    public static readonly ScheduleTimeRequest Recommended = new(
        ScheduleKind.Recommended,
        null,
        Berlin
    );

    public static Task<Guid> OnlySchemaAsync(this CaptureHost host) =>
        host.ReadAsync(database => database.Schemas.Select(row => row.Id).SingleAsync());

    public static async Task<ScheduleSaved> ScheduleAsync(
        this CaptureHost host,
        ScheduleTimeRequest time,
        bool isEnabled = true
    ) => await host.SendAsync(new SaveSchedule(await host.OnlySchemaAsync(), isEnabled, time));

    /// <summary>Saves it and ends the backup that begins with it.</summary>
    public static async Task<Schedule> SettleAsync(this CaptureHost host, ScheduleTimeRequest time)
    {
        var saved = await host.ScheduleAsync(time);
        if (saved.RunId is { } run)
            await host.SendAsync(new StopRun(run));
        return await host.ScheduleRowAsync();
    }

    public static Task<Schedule> ScheduleRowAsync(this CaptureHost host) =>
        host.ReadAsync(database => database.Schedules.AsNoTracking().SingleAsync());

    public static Task<List<PastOccurrence>> PastAsync(this CaptureHost host) =>
        host.ReadAsync(database =>
            database.PastOccurrences.AsNoTracking().OrderBy(row => row.Date).ToListAsync()
        );

    /// <summary>Backups that schedules began by themselves.</summary>
    public static Task<List<Run>> BegunAsync(this CaptureHost host) =>
        host.ReadAsync(database =>
            database
                .Runs.AsNoTracking()
                .Where(run => run.Kind == RunKind.Backup && run.RequestedBy == Run.BySchedule)
                .OrderBy(run => run.CreatedAt)
                .ToListAsync()
        );

    /// <summary>Moves the clock to a moment that has not come yet.</summary>
    public static void MoveTo(this CaptureHost host, DateTimeOffset moment) =>
        host.Clock.MoveAhead(moment - host.Clock.GetUtcNow());

    /// <summary>What the scheduler's job does when a trigger fires.</summary>
    public static async Task TakeDueAsync(this CaptureHost host)
    {
        await using var scope = host.Services.CreateAsyncScope();
        await scope
            .ServiceProvider.GetRequiredService<DueSchedules>()
            .TakeAsync(await host.OnlySchemaAsync(), CancellationToken.None);
    }

    /// <summary>What the server does at its start and each hour.</summary>
    public static async Task RefreshAsync(this CaptureHost host)
    {
        await using var scope = host.Services.CreateAsyncScope();
        await scope
            .ServiceProvider.GetRequiredService<RefreshSchedules>()
            .RunAsync(CancellationToken.None);
    }

    /// <summary>Ends what waits, so that the next may begin.</summary>
    public static async Task StopAllAsync(this CaptureHost host)
    {
        var waiting = await host.ReadAsync(database =>
            database
                .Runs.Where(run => RunStates.Active.Contains(run.State))
                .Select(run => run.Id)
                .ToListAsync()
        );
        foreach (var run in waiting)
            await host.SendAsync(new StopRun(run));
    }
}
