using System.Diagnostics.Metrics;
using AssetsBackup.Atlassian.Limits;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Vaults.Space;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Hosting.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Health;

/// <summary>What is measured when somebody looks: read then, and absent where it cannot be read. Of a shared database every node tells the same.</summary>
internal sealed class Gauges
{
    private readonly IDbContextFactory<AppDatabase> databases;
    private readonly OverdueBackups overdue;

    public Gauges(
        IDbContextFactory<AppDatabase> databases,
        OverdueBackups overdue,
        RequestLimits limits,
        Room room,
        IMeterFactory meters
    )
    {
        var meter = meters.Create(Measured.Name);
        (this.databases, this.overdue) = (databases, overdue);
        meter.CreateObservableGauge(
            "assetsbackup.runs.active",
            Active,
            "{run}",
            "Runs that have not ended, by kind and state: queued, running, paused."
        );
        meter.CreateObservableGauge(
            "assetsbackup.backups.overdue",
            Overdue,
            "{schema}",
            "Schemas whose backup is overdue."
        );
        meter.CreateObservableGauge(
            "assetsbackup.budget.used",
            () => limits.Used,
            unit: null,
            "Of the requests that Jira's limits allow us a minute, the part that was made in the last one: of the site and endpoint where it is most."
        );
        meter.CreateObservableGauge(
            "assetsbackup.storage.free",
            () =>
                room.Disks()
                    .Select(disk => new Measurement<long>(
                        disk.Free,
                        new KeyValuePair<string, object?>("folder", disk.Name)
                    )),
            "By",
            "Free space of the data folder and of each region of managed storage."
        );
    }

    private IEnumerable<Measurement<long>> Active()
    {
        using var database = databases.CreateDbContext();
        var counts = database
            .Runs.Where(run => RunStates.Active.Contains(run.State))
            .GroupBy(run => new { run.Kind, run.State })
            .Select(group => new
            {
                group.Key.Kind,
                group.Key.State,
                Count = group.LongCount(),
            })
            .ToDictionary(group => (group.Kind, group.State), group => group.Count);
        // None is told as none: what is not told keeps the number that was told last.
        return
        [
            .. Enum.GetValues<RunKind>()
                .SelectMany(kind => RunStates.Active, (kind, state) => (kind, state))
                .Select(pair => new Measurement<long>(
                    counts.GetValueOrDefault(pair),
                    RunMeasures.Tags(pair.kind, pair.state)
                )),
        ];
    }

    private long Overdue()
    {
        using var database = databases.CreateDbContext();
        return overdue.In(database).LongCount();
    }
}
