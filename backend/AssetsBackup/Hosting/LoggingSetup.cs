using System.Globalization;
using Serilog;
using Serilog.Events;

namespace AssetsBackup.Hosting;

internal static class LoggingSetup
{
    private static readonly string[] Chatty = ["Microsoft", "Quartz", "System.Net.Http", "Polly"];

    /// <summary>
    /// To standard error, so that a command's answer on standard output stays clean. Ids and counts only. A command tells
    /// what went wrong in its own words: only what nobody foresaw is logged beside them.
    /// </summary>
    public static void AddLogging(this WebApplicationBuilder builder, AppOptions options) =>
        builder.Services.AddSerilog(log =>
        {
            if (App.IsLookedAtByATool)
                return;
            log.MinimumLevel.Is(options.IsServer ? LogEventLevel.Information : LogEventLevel.Error)
                .WriteTo.Console(
                    standardErrorFromLevel: LogEventLevel.Verbose,
                    formatProvider: CultureInfo.InvariantCulture
                );
            foreach (var chatty in Chatty)
                log.MinimumLevel.Override(
                    chatty,
                    options.IsServer ? LogEventLevel.Warning : LogEventLevel.Fatal
                );
        });
}
