using AssetsBackup.Doors.Connect;
using AssetsBackup.Features.Changes;
using AssetsBackup.Features.Connections;
using AssetsBackup.Features.Connections.Storage;
using AssetsBackup.Features.Plans;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Schedules;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Features.Tenants;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Hosting.Database;

/// <summary>The app's own small relational store. Backups do not live here: they are in the vault (docs/decisions/0002).</summary>
internal class AppDatabase : DbContext
{
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
    public DbSet<Run> Runs => Set<Run>();
    public DbSet<RunLogEntry> RunLog => Set<RunLogEntry>();
    public DbSet<SiteLease> SiteLeases => Set<SiteLease>();
    public DbSet<Plan> Plans => Set<Plan>();
    public DbSet<IdMapEntry> IdMap => Set<IdMapEntry>();
    public DbSet<JournalEntry> Journal => Set<JournalEntry>();
    public DbSet<ChangeCounter> ChangeCounters => Set<ChangeCounter>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(AppDatabase).Assembly);

    // SQLite cannot order DateTimeOffset: every time is stored as UTC ticks.
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
    }

    public override Task<int> SaveChangesAsync(
        bool acceptAllChangesOnSuccess,
        CancellationToken cancellationToken = default
    ) =>
        ChangeNumbers.SaveNumberedAsync(
            this,
            token => base.SaveChangesAsync(acceptAllChangesOnSuccess, token),
            cancellationToken
        );
}
