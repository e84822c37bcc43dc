using AssetsBackup.Doors.Connect;
using AssetsBackup.Features.Alarms;
using AssetsBackup.Features.Audit;
using AssetsBackup.Features.Changes;
using AssetsBackup.Features.Connections;
using AssetsBackup.Features.Connections.Storage;
using AssetsBackup.Features.Notifications;
using AssetsBackup.Features.Notifications.Channels;
using AssetsBackup.Features.Plans;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Schedules;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Features.Snapshots.Retention;
using AssetsBackup.Features.Tenants;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace AssetsBackup.Hosting.Database;

/// <summary>The app's own small relational store. Backups do not live here: they are in the vault (docs/decisions/0002).</summary>
internal class AppDatabase : DbContext
{
    private readonly List<AuditNote> notes = [];

    public AppDatabase(DbContextOptions<AppDatabase> options)
        : base(options) { }

    protected AppDatabase(DbContextOptions options)
        : base(options) { }

    public DbSet<Tenant> Tenants => Set<Tenant>();
    public DbSet<Identity> Identities => Set<Identity>();
    public DbSet<ConnectInstallation> ConnectInstallations => Set<ConnectInstallation>();
    public DbSet<Connection> Connections => Set<Connection>();
    public DbSet<StoragePlace> StoragePlaces => Set<StoragePlace>();
    public DbSet<Schema> Schemas => Set<Schema>();
    public DbSet<Schedule> Schedules => Set<Schedule>();
    public DbSet<PastOccurrence> PastOccurrences => Set<PastOccurrence>();
    public DbSet<Snapshot> Snapshots => Set<Snapshot>();
    public DbSet<Alarm> Alarms => Set<Alarm>();
    public DbSet<RetentionRule> RetentionRules => Set<RetentionRule>();
    public DbSet<Run> Runs => Set<Run>();
    public DbSet<RunLogEntry> RunLog => Set<RunLogEntry>();
    public DbSet<SiteLease> SiteLeases => Set<SiteLease>();
    public DbSet<Plan> Plans => Set<Plan>();
    public DbSet<IdMapEntry> IdMap => Set<IdMapEntry>();
    public DbSet<JournalEntry> Journal => Set<JournalEntry>();
    public DbSet<ChangeCounter> ChangeCounters => Set<ChangeCounter>();
    public DbSet<AuditEntry> AuditLog => Set<AuditEntry>();
    public DbSet<AuditHead> AuditHeads => Set<AuditHead>();
    public DbSet<Actor> Actors => Set<Actor>();
    public DbSet<NotificationChannel> NotificationChannels => Set<NotificationChannel>();
    public DbSet<Notification> Notifications => Set<Notification>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(AppDatabase).Assembly);

    // SQLite cannot order DateTimeOffset: every time is stored as UTC ticks.
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
    }

    /// <summary>Writes a line into the audit log together with the next save, so that neither is there without the other.</summary>
    public void Audit(AuditNote note) => notes.Add(note);

    public override async Task<int> SaveChangesAsync(
        bool acceptAllChangesOnSuccess,
        CancellationToken cancellationToken = default
    )
    {
        var changed = ChangeNumbers.ToBeNumbered(this);
        if (changed.Count + notes.Count == 0)
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        await using var own = Database.CurrentTransaction is null
            ? await Database.BeginTransactionAsync(cancellationToken)
            : null;
        await ChangeNumbers.NumberAsync(this, changed, cancellationToken);
        var saved = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        if (notes.Count > 0)
        {
            // After what they tell of, so that what it is called can be looked up.
            AuditNote[] told = [.. notes];
            notes.Clear();
            await this.GetService<AuditChain>().AppendAsync(this, told, cancellationToken);
            await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }
        if (own is not null)
            await own.CommitAsync(cancellationToken);
        return saved;
    }
}
