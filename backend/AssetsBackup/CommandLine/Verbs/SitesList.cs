using System.CommandLine;
using AssetsBackup.Hosting.Database;

namespace AssetsBackup.CommandLine.Verbs;

/// <summary><c>sites list</c>: the customers, those included whose data is to be deleted.</summary>
internal static class SitesList
{
    public static Command Create()
    {
        var verb = new Command("list", "List the sites");
        verb.SetAction(
            async (parsed, cancellationToken) =>
            {
                await using var invocation = await Invocation.OpenAsync(parsed, cancellationToken);
                var database = invocation.Services.GetRequiredService<AppDatabase>();
                KnownSite[] sites =
                [
                    .. await Sites.ListAsync(database, cancellationToken),
                    .. await Sites.ListUninstalledAsync(database, cancellationToken),
                ];
                invocation.Print.Table(
                    new { items = sites },
                    ["Site", "Added through", "Set up", "Customer", "To be deleted by (UTC)"],
                    sites.Select(site =>
                        new[]
                        {
                            site.SiteUrl,
                            site.Door,
                            site.IsSetUp ? "yes" : "no",
                            site.TenantId.ToString("N"),
                            site.PurgeAt?.ToString("u") ?? "",
                        }
                    )
                );
                return (int)ExitCode.Done;
            }
        );
        return verb;
    }
}
