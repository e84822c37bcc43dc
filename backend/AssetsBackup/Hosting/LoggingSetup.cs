using System.Globalization;
using AssetsBackup.Hosting.Problems;
using Serilog;
using Serilog.Configuration;
using Serilog.Events;
using Serilog.Formatting.Compact;

namespace AssetsBackup.Hosting;

internal static class LoggingSetup
{
    private const string Key = "Logging:Format";

    private static readonly string[] Chatty = ["Microsoft", "Quartz", "System.Net.Http", "Polly"];

    /// <summary>
    /// To standard error, so that a command's answer on standard output stays clean. Ids and counts only. A command tells
    /// what went wrong in its own words: only what nobody foresaw is logged beside them.
    /// </summary>
    /// <exception cref="ProblemException">configuration-not-valid</exception>
    public static void AddLogging(this WebApplicationBuilder builder, AppOptions options)
    {
        var isJson = IsJson(builder.Configuration[Key]);
        builder.Services.AddSerilog(log =>
        {
            if (App.IsLookedAtByATool)
                return;
            log.MinimumLevel.Is(options.IsServer ? LogEventLevel.Information : LogEventLevel.Error);
            WriteTo(log.WriteTo, isJson);
            foreach (var chatty in Chatty)
                log.MinimumLevel.Override(
                    chatty,
                    options.IsServer ? LogEventLevel.Warning : LogEventLevel.Fatal
                );
        });
    }

    private static void WriteTo(LoggerSinkConfiguration sinks, bool isJson)
    {
        if (isJson)
            sinks.Console(
                new RenderedCompactJsonFormatter(),
                standardErrorFromLevel: LogEventLevel.Verbose
            );
        else
            sinks.Console(
                standardErrorFromLevel: LogEventLevel.Verbose,
                formatProvider: CultureInfo.InvariantCulture
            );
    }

    private static bool IsJson(string? format) =>
        format switch
        {
            null or "text" => false,
            "json" => true,
            _ => throw ConfigurationProblems.NotValid(
                $"{Key} is {format}",
                "It has to be text or json."
            ),
        };
}
