using System.CommandLine;
using AssetsBackup.Hosting.Database;

namespace AssetsBackup.CommandLine.Verbs;

/// <summary><c>sites list</c></summary>
internal static class SitesList
{
    public static Command Create()
    {
        var verb = new Command("list", "List the sites");
        verb.SetAction(
            async (parsed, cancellationToken) =>
            {
                await using var invocation = await Invocation.OpenAsync(parsed, cancellationToken);
                var sites = await Sites.ListAsync(
                    invocation.Services.GetRequiredService<AppDatabase>(),
                    cancellationToken
                );
                invocation.Print.Table(
                    new { items = sites },
                    ["Site", "Added through", "Set up"],
                    sites.Select(site =>
                        new[] { site.SiteUrl, site.Door, site.IsSetUp ? "yes" : "no" }
                    )
                );
                return (int)ExitCode.Done;
            }
        );
        return verb;
    }
}
