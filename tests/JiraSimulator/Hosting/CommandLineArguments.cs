using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace JiraSimulator.Hosting;

internal static class CommandLineArguments
{
    public static bool TryParse(
        string[] args,
        out SimulatorOptions options,
        [NotNullWhen(false)] out string? problem
    )
    {
        options = new SimulatorOptions();
        problem = null;
        var sites = new List<SiteOptions>();
        var dataCenters = new List<SiteOptions>();
        var appKeys = new List<string>();
        try
        {
            for (var i = 0; i < args.Length; i += 2)
                options = Apply(options, args[i], ValueAfter(args, i), sites, dataCenters, appKeys);
        }
        catch (FormatException refused)
        {
            problem = refused.Message;
            return false;
        }
        options = options with
        {
            Sites = sites.Count > 0 ? sites : options.Sites,
            DataCenters = dataCenters,
            AllowedAppKeys = appKeys,
        };
        return true;
    }

    private static string ValueAfter(string[] args, int index) =>
        index + 1 < args.Length
            ? args[index + 1]
            : throw new FormatException($"{args[index]} needs a value");

    private static SimulatorOptions Apply(
        SimulatorOptions options,
        string name,
        string value,
        List<SiteOptions> sites,
        List<SiteOptions> dataCenters,
        List<string> appKeys
    )
    {
        switch (name)
        {
            case "--site":
                sites.Add(ParseSite(name, value));
                return options;
            case "--data-center":
                dataCenters.Add(ParseSite(name, value));
                return options;
            case "--allowed-app-key":
                appKeys.Add(value);
                return options;
        }
        return name switch
        {
            "--http-port" => options with { HttpPort = Number(name, value) },
            "--https-port" => options with { HttpsPort = Number(name, value) },
            "--hosts-file" => options with { HostsFile = value },
            "--seed" => options with { Seed = Number(name, value) },
            "--record-answers" => options with { RecordAnswersTo = value },
            "--app-url" => options with { AppUrl = new Uri(value) },
            _ => throw new FormatException(
                $"unknown option {name}; known: --http-port --https-port --hosts-file --site NAME=WORLD "
                    + "--data-center NAME=WORLD --seed --record-answers --app-url --allowed-app-key"
            ),
        };
    }

    private static SiteOptions ParseSite(string option, string value) =>
        value.Split('=') is [{ Length: > 0 } name, { Length: > 0 } world]
            ? new SiteOptions(name, world)
            : throw new FormatException($"{option} wants NAME=WORLD, not {value}");

    private static int Number(string name, string value) =>
        int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"{name} wants a number, not {value}");
}
