using AssetsBackup.Hosting.Database;
using AssetsBackup.Tests.Architecture;

[assembly: AssemblyFixture(typeof(TenantRule))]

namespace AssetsBackup.Tests.Architecture;

/// <summary>
/// After the last test: whatever any of them made the product ask of the database about tenants' rows named the tenant,
/// but for those named here with their reason.
/// </summary>
public sealed class TenantRule : IDisposable
{
    private const string FindsTheTenant = "the caller's tenant is what it looks for";
    private const string HoldsTheLease =
        "it serves a connection under its lease; the rows it finds say whose they are";
    private const string IsForTheOperator = "it counts over all tenants and tells numbers alone";
    private const string IsTheOperator = "the operator of the server stands over all tenants";

    private static readonly Dictionary<string, string> Exceptions = new(StringComparer.Ordinal)
    {
        ["AssetsBackup.Doors.Connect.Tokens.SharedSecretVerification"] = FindsTheTenant,
        ["AssetsBackup.Doors.Connect.Lifecycle.InstallHandler"] = FindsTheTenant,
        ["AssetsBackup.Doors.Connect.Lifecycle.SetEnabledHandler"] = FindsTheTenant,
        ["AssetsBackup.Doors.Connect.Lifecycle.UninstallHandler"] = FindsTheTenant,
        ["AssetsBackup.Doors.Connect.Lifecycle.TenantOfInstallation"] = FindsTheTenant,
        ["AssetsBackup.Features.Runs.SiteRunner"] = HoldsTheLease,
        ["AssetsBackup.Hosting.Scheduling.WakeSitesJob"] = "it learns which connections wait",
        ["AssetsBackup.Features.Schemas.DailySync"] = "it learns which connections are set up",
        ["AssetsBackup.Hosting.Scheduling.ArmSchedulesJob"] = "it learns which schedules changed",
        ["AssetsBackup.Features.Schedules.DueSchedules"] =
            "the scheduler names the schedule; the row says whose it is",
        ["AssetsBackup.Features.Schedules.RefreshSchedules"] = "it looks at all schedules",
        ["AssetsBackup.Features.Schedules.RecommendedTime"] =
            "the least loaded time is that of all customers; it sees times alone",
        ["AssetsBackup.Features.Health.OverdueCheck"] = IsForTheOperator,
        ["AssetsBackup.Features.Health.KeyStoreCheck"] = IsForTheOperator,
        ["AssetsBackup.Features.Health.DiskCheck"] = IsForTheOperator,
        ["AssetsBackup.Features.Health.Gauges"] = IsForTheOperator,
        ["AssetsBackup.Features.Vaults.DailyUpkeep"] = "it learns which vaults are set up",
        ["AssetsBackup.Features.Notifications.Delivery.DeliverNotifications"] =
            "it learns which channels are to be told of something",
        ["AssetsBackup.Features.Notifications.Watching.WatchBackups"] = "it looks at all schedules",
        ["AssetsBackup.Features.Notifications.Watching.WatchTokens"] =
            "it looks at all tokens that expire soon",
        ["AssetsBackup.Features.Notifications.Watching.OldNotifications"] =
            "what is old goes, whose ever it is",
        ["AssetsBackup.Features.Notifications.Channels.ChannelAccess"] = IsTheOperator,
        ["AssetsBackup.CommandLine.Sites"] = IsTheOperator,
        ["AssetsBackup.CommandLine.RunFollower"] = IsTheOperator,
        ["AssetsBackup.Features.Connections.Credentials.SealedApiTokens"] = IsTheOperator,
        ["AssetsBackup.Features.Connections.Storage.SealedStorageAccess"] = IsTheOperator,
        ["AssetsBackup.Doors.Connect.SealedSharedSecrets"] = IsTheOperator,
        ["AssetsBackup.Doors.Connect.JoinTenants"] = IsTheOperator,
        ["AssetsBackup.Features.Tenants.CloudIds"] =
            "a cloud id leads to one tenant alone: it looks whether it is anybody's yet",
        ["AssetsBackup.Features.Audit.RestoredElsewhere"] =
            "whether the site that is restored into is another customer of ours",
        ["AssetsBackup.Features.Vaults.AttachVaults"] = IsTheOperator,
        ["AssetsBackup.Features.Targets.AddTargetHandler"] =
            "whether the app is installed on a target is told by the target's own tenant",
    };

    private readonly TenantWatch watch = new();

    /// <summary>What broke the rule so far.</summary>
    internal static IReadOnlyList<TenantQuery> Broken =>
        [
            .. TenantWatch.Seen.Where(query =>
                !query.NamesTenant && !Exceptions.ContainsKey(query.Caller)
            ),
        ];

    /// <summary>Exceptions that no longer are there to be made.</summary>
    internal static IEnumerable<string> Outdated =>
        Exceptions.Keys.Where(name => typeof(AppDatabase).Assembly.GetType(name) is null);

    public void Dispose()
    {
        watch.Dispose();
        Broken.ShouldBeEmpty(
            "a query that does not name its tenant gives one customer the rows of another as soon as an id is guessed"
        );
    }
}
