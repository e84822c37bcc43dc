using System.Reflection;
using AssetsBackup.Atlassian;
using AssetsBackup.Doors;
using AssetsBackup.Doors.Connect;
using AssetsBackup.Features.Alarms;
using AssetsBackup.Features.Connections;
using AssetsBackup.Features.Health;
using AssetsBackup.Features.Notifications;
using AssetsBackup.Features.Plans;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Schedules;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Features.Snapshots.Capture;
using AssetsBackup.Features.Targets;
using AssetsBackup.Features.Tenants;
using AssetsBackup.Features.Vaults;
using AssetsBackup.Hosting;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Hosting.Keys;
using AssetsBackup.Hosting.Outbound;
using AssetsBackup.Hosting.Problems;
using AssetsBackup.Hosting.Scheduling;
using AssetsBackup.Hosting.Telemetry;
using Microsoft.AspNetCore.DataProtection;

namespace AssetsBackup;

/// <summary>The table of contents: what the program is made of, for the server and the command line alike.</summary>
internal static class App
{
    /// <summary>
    /// The build starts the program to read its API description, dotnet-ef to read its tables; then nothing may be opened
    /// or scheduled.
    /// </summary>
    public static bool IsLookedAtByATool =>
        Assembly.GetEntryAssembly()?.GetName().Name is "GetDocument.Insider" or "ef";

    public static WebApplication Build(AppOptions options)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions
            {
                Args = options.Arguments,
                ContentRootPath = AppContext.BaseDirectory,
            }
        );
        builder.Configuration.AddInMemoryCollection(options.Settings);
        var paths = new DataPaths(builder.Configuration, options.NeedsData);

        builder.AddLogging(options);
        builder
            .Services.AddSingleton(TimeProvider.System)
            .AddSingleton<IdSource>()
            .AddSingleton(paths);
        builder.AddOperatorKey();
        builder.AddOutboundGuard();
        builder.Services.AddProblems();
        builder.AddDoors();
        // No door sets a cookie yet, so nothing that ASP.NET would protect outlives the process.
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddAppDatabase();
        builder.Services.AddTenants();
        builder.Services.AddRuns();
        builder.AddAtlassian();
        builder.Services.AddConnections(builder.Configuration);
        builder.Services.AddSchemas().AddAlarms();
        builder.Services.AddSchedules();
        builder.Services.AddTargets();
        builder.Services.AddCapture();
        builder.Services.AddVaults();
        builder.Services.AddPlans();
        builder.Services.AddHealth();
        builder.AddTelemetry();
        builder.Services.AddNotifications();
        builder.Services.AddApi();
        if (options.IsServer && !IsLookedAtByATool)
            builder.Services.AddScheduling(new DatabasePlace(paths, builder.Configuration));

        var app = builder.Build();
        app.UseSecurityHeaders();
        app.UseProblems();
        app.UseStaticAssets();
        app.UseMetrics();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapHealth();
        app.MapConnect();
        app.MapControllers();
        app.MapOpenApi();
        return app;
    }
}

/// <param name="Arguments">Of the web host; the command line keeps its own.</param>
internal sealed record AppOptions(string[] Arguments)
{
    /// <summary>Serves browsers and hosts the scheduler; otherwise a command runs and ends.</summary>
    public bool IsServer { get; init; }

    /// <summary>The data folder has to be there already; otherwise it is made.</summary>
    public bool NeedsData { get; init; }

    /// <summary>Settings given on the command line; they win over files and environment.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } =
        new Dictionary<string, string?>(StringComparer.Ordinal);
}
