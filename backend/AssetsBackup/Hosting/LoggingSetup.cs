using Serilog;
using Serilog.Events;

namespace AssetsBackup.Hosting;

internal static class LoggingSetup
{
    /// <summary>To standard error, so that a command's answer on standard output stays clean. Ids and counts only.</summary>
    public static void AddLogging(this WebApplicationBuilder builder, AppOptions options) =>
        builder.Services.AddSerilog(log =>
            log.MinimumLevel.Is(options.IsServer ? LogEventLevel.Information : LogEventLevel.Warning)
                .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
                .MinimumLevel.Override("Quartz", LogEventLevel.Warning)
                .MinimumLevel.Override("System.Net.Http", LogEventLevel.Warning)
                .MinimumLevel.Override("Polly", LogEventLevel.Warning)
                .WriteTo.Console(
                    standardErrorFromLevel: LogEventLevel.Verbose,
                    formatProvider: System.Globalization.CultureInfo.InvariantCulture
                )
        );
}
