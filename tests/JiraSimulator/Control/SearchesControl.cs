using JiraSimulator.Sites;

namespace JiraSimulator.Control;

/// <summary>What searches were answered on a site.</summary>
internal static class SearchesControl
{
    public static IResult List(SiteDirectory directory, string site) =>
        ControlEndpoints.TryWorld(directory, site, out var world)
            ? ControlEndpoints.Json(world.Searches.All)
            : ControlEndpoints.Unknown(site);

    public static IResult Clear(SiteDirectory directory, string site)
    {
        if (!ControlEndpoints.TryWorld(directory, site, out var world))
            return ControlEndpoints.Unknown(site);
        world.Searches.Clear();
        return ControlEndpoints.Json(world.Searches.All);
    }
}
