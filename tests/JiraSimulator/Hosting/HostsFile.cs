using System.Text.Json;
using JiraSimulator.Sinks;

namespace JiraSimulator.Hosting;

/// <summary>The file through which a development host finds the simulated hosts and trusts their certificates.</summary>
internal static class HostsFile
{
    public static async Task WriteAsync(
        string path,
        IEnumerable<string> hosts,
        int httpsPort,
        int mailPort,
        string authorityPem,
        CancellationToken cancellationToken
    )
    {
        var content = new
        {
            hosts = hosts
                .Append(SinkHosts.Hooks)
                .Select(host => (Host: host, Port: httpsPort))
                // Nothing listens at a port of that number.
                .Append((Host: SinkHosts.Closed, Port: 1))
                .Append((Host: SinkHosts.Mail, Port: mailPort))
                .ToDictionary(host => host.Host, host => $"127.0.0.1:{host.Port}"),
            authorityPem,
        };
        // A reader that polls for the file never sees half of it.
        var partial = path + ".partial";
        await using (var stream = File.Create(partial))
        {
            await JsonSerializer.SerializeAsync(
                stream,
                content,
                cancellationToken: cancellationToken
            );
        }
        File.Move(partial, path, overwrite: true);
    }
}
