using System.Diagnostics.CodeAnalysis;
using JiraSimulator.Hosting;
using JiraSimulator.Worlds;

namespace JiraSimulator.Sites;

/// <summary>The sites of one run, of Cloud and Data Center, and the world of each, found by any of the names a request may use.</summary>
public sealed class SiteDirectory
{
    private readonly Dictionary<Site, World> worlds;

    private SiteDirectory(Dictionary<Site, World> worlds) => this.worlds = worlds;

    /// <summary>Those of Cloud.</summary>
    public IReadOnlyList<Site> Sites => [.. worlds.Keys.Where(site => !site.IsDataCenter)];

    public IReadOnlyList<Site> DataCenters => [.. worlds.Keys.Where(site => site.IsDataCenter)];

    public IEnumerable<string> HostNames =>
        worlds
            .Keys.Select(site => site.Host)
            .Concat([AtlassianHosts.Api, AtlassianHosts.Media, AtlassianHosts.InstallKeys]);

    internal static SiteDirectory Build(SimulatorOptions options)
    {
        var made = new Dictionary<Site, World>();
        foreach (var wanted in options.Sites.Concat(options.DataCenters))
        {
            var site = wanted.IsDataCenter
                ? DefaultSites.MakeDataCenter(wanted.Name, wanted.Path, options.Seed)
                : DefaultSites.Make(wanted.Name, options.Seed);
            if (made.Keys.Any(other => other.Name == site.Name))
                throw new FormatException($"There are two sites called {site.Name}");
            var world = WorldCatalogue.Make(wanted.World, site, options);
            world.Switches = wanted.Switches;
            made.Add(site, world);
        }
        return new SiteDirectory(made);
    }

    public World WorldOf(Site site) => worlds[site];

    public bool TryDataCenterByHost(string host, [NotNullWhen(true)] out Site? site) =>
        TryFind(
            DataCenters,
            s => s.Host.Equals(host, StringComparison.OrdinalIgnoreCase),
            out site
        );

    /// <summary>Of Cloud or Data Center alike: their names are told apart.</summary>
    public bool TryAnyByName(string name, [NotNullWhen(true)] out Site? site) =>
        TryFind(worlds.Keys, s => s.Name == name, out site);

    public bool TryByHost(string host, [NotNullWhen(true)] out Site? site) =>
        TryFind(s => s.Host.Equals(host, StringComparison.OrdinalIgnoreCase), out site);

    public bool TryByName(string name, [NotNullWhen(true)] out Site? site) =>
        TryFind(s => s.Name == name, out site);

    public bool TryByCloudId(string cloudId, [NotNullWhen(true)] out Site? site) =>
        TryFind(s => s.CloudId == cloudId, out site);

    public bool TryByWorkspace(string workspaceId, [NotNullWhen(true)] out Site? site) =>
        TryFind(s => s.WorkspaceId == workspaceId, out site);

    private bool TryFind(Func<Site, bool> matches, [NotNullWhen(true)] out Site? site) =>
        TryFind(Sites, matches, out site);

    private static bool TryFind(
        IEnumerable<Site> among,
        Func<Site, bool> matches,
        [NotNullWhen(true)] out Site? site
    )
    {
        site = among.FirstOrDefault(matches);
        return site is not null;
    }
}
