using JiraSimulator.Hosting;
using JiraSimulator.Sites;

namespace JiraSimulator.Control;

internal static class LimitsControl
{
    public static IResult Read(SiteDirectory directory, string site) =>
        ControlEndpoints.TryWorld(directory, site, out var world)
            ? ControlEndpoints.Json(world.RateLimits.Settings)
            : ControlEndpoints.Unknown(site);

    public static async Task<IResult> SetAsync(
        SiteDirectory directory,
        string site,
        HttpRequest request
    )
    {
        if (!ControlEndpoints.TryWorld(directory, site, out var world))
            return ControlEndpoints.Unknown(site);
        var (settings, problem) = await ControlEndpoints.ReadAsync<RateLimitSettings>(request);
        if (settings is null)
            return problem!;
        world.RateLimits.Settings = settings;
        return ControlEndpoints.Json(settings);
    }
}
