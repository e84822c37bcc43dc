using System.Text.Json;

namespace JiraSimulator.Hosting;

/// <summary>The file through which a development host finds the simulated hosts and trusts their certificates.</summary>
internal static class HostsFile
{
    public static async Task WriteAsync(
        string path,
        IEnumerable<string> hosts,
        int httpsPort,
        string authorityPem,
        CancellationToken cancellationToken
    )
    {
        var content = new
        {
            hosts = hosts.ToDictionary(host => host, _ => $"127.0.0.1:{httpsPort}"),
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
