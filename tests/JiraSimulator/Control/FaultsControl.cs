using JiraSimulator.Hosting;
using JiraSimulator.Sites;

namespace JiraSimulator.Control;

internal static class FaultsControl
{
    public static IResult List(SiteDirectory directory, string site) =>
        ControlEndpoints.TryWorld(directory, site, out var world)
            ? ControlEndpoints.Json(world.Faults.All)
            : ControlEndpoints.Unknown(site);

    public static async Task<IResult> AddAsync(
        SiteDirectory directory,
        string site,
        HttpRequest request
    )
    {
        if (!ControlEndpoints.TryWorld(directory, site, out var world))
            return ControlEndpoints.Unknown(site);
        var (fault, problem) = await ControlEndpoints.ReadAsync<Fault>(request);
        if (fault is null)
            return problem!;
        if (fault.Kind.IsLie() && fault.Operation != fault.Kind.LiesIn())
            return ControlEndpoints.Refused($"{fault.Kind} is one of {fault.Kind.LiesIn()} alone");
        world.Faults.Add(fault);
        return ControlEndpoints.Json(fault);
    }

    public static IResult Clear(SiteDirectory directory, string site)
    {
        if (!ControlEndpoints.TryWorld(directory, site, out var world))
            return ControlEndpoints.Unknown(site);
        world.Faults.Clear();
        return ControlEndpoints.Json(world.Faults.All);
    }
}
