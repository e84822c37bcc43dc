using AssetsBackup.Features.Changes;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Features.Snapshots;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace AssetsBackup.Features.Schedules;

/// <summary>When a schema is backed up by itself (product F). A schema has one, or none.</summary>
internal sealed class Schedule : IWatched
{
    public required Guid SchemaId { get; init; }

    public required Guid TenantId { get; init; }

    public bool IsEnabled { get; private set; }

    public ScheduleKind Kind { get; private set; }

    /// <summary>Five fields that <see cref="DailyCron"/> has taken.</summary>
    public string Cron { get; private set; } = "";

    /// <summary>The zone that the cron is meant in, by its name in the IANA list.</summary>
    public string TimeZone { get; private set; } = "";

    public bool Attachments { get; set; } = true;

    /// <summary>Whether objects are captured too that a Data Center has archived.</summary>
    public bool Archived { get; set; }

    public required string SavedBy { get; set; }

    public DateTimeOffset SavedAt { get; set; }

    /// <summary>When it is due next; null for one that is off, or that no date of the next years fits any more.</summary>
    public DateTimeOffset? NextAt { get; private set; }

    /// <summary>Whether the scheduler is still to be told of <see cref="NextAt"/>.</summary>
    public bool NeedsArming { get; set; }

    /// <summary>Whether it is due in a time that was reserved after it had been saved.</summary>
    public bool IsReserved { get; set; }

    public long Change { get; set; }

    public DateTimeZone Zone => DateTimeZoneProviders.Tzdb[TimeZone];

    public void Set(ScheduleTime time, bool isEnabled)
    {
        (Kind, Cron, TimeZone) = (time.Kind, time.Cron.Text, time.Zone.Id);
        (IsEnabled, IsReserved) = (isEnabled, false);
    }

    /// <summary>The latest time at which it was due since it was armed; null where its zone or text does not have that time any more.</summary>
    public Occurrence? LatestDue(DateTimeOffset now)
    {
        if (NextAt?.ToInstant() is not { } since)
            return null;
        return Daily(since.ToDateTimeOffset()) is { } cron
            ? Occurrences
                .After(cron, Zone, since - Duration.Epsilon)
                .TakeWhile(due => due.At <= now.ToInstant())
                .LastOrDefault()
            : null;
    }

    /// <summary>The cron that it has; null where no date from the day before on fits it any more.</summary>
    public DailyCron? Daily(DateTimeOffset from)
    {
        DailyCron.Refuse(Cron, from.ToInstant().InZone(Zone).Date.PlusDays(-1), out var cron);
        return cron;
    }

    /// <summary>What its backups are asked for.</summary>
    public BackupArguments BackupArguments() =>
        new(Description: null, SnapshotTrigger.Scheduled, Attachments, Archived);

    public void SwitchOff()
    {
        IsEnabled = false;
        DueAt(null);
    }

    public void DueAt(DateTimeOffset? next)
    {
        if (next == NextAt)
            return;
        (NextAt, NeedsArming) = (next, true);
    }
}

public enum ScheduleKind
{
    /// <summary>Daily, at a time that the server chose; it moves when that time becomes reserved.</summary>
    Recommended,

    /// <summary>As somebody has asked for.</summary>
    Custom,
}

/// <summary>A cron text and the zone that it is meant in.</summary>
internal sealed record ScheduleTime(ScheduleKind Kind, DailyCron Cron, DateTimeZone Zone);

internal sealed class ScheduleConfiguration : IEntityTypeConfiguration<Schedule>
{
    public void Configure(EntityTypeBuilder<Schedule> builder)
    {
        builder.HasKey(schedule => schedule.SchemaId);
        builder.HasIndex(schedule => new { schedule.TenantId, schedule.Change });
        builder.HasIndex(schedule => new { schedule.NeedsArming, schedule.NextAt });
        builder.Ignore(schedule => schedule.Zone);
        builder.HasOne<Schema>().WithOne().HasForeignKey<Schedule>(schedule => schedule.SchemaId);
    }
}
