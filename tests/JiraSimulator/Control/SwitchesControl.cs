using System.Text.Json;
using System.Text.Json.Nodes;
using JiraSimulator.Sites;
using JiraSimulator.Worlds;

namespace JiraSimulator.Control;

/// <summary>Reads the switches of a site, and changes those that the body names.</summary>
internal static class SwitchesControl
{
    public static IResult Read(SiteDirectory directory, string site) =>
        ControlEndpoints.TryWorld(directory, site, out var world)
            ? ControlEndpoints.Json(world.Switches)
            : ControlEndpoints.Unknown(site);

    public static Task<IResult> ChangeAsync(
        SiteDirectory directory,
        string site,
        HttpRequest request
    ) =>
        ControlEndpoints.TryWorld(directory, site, out var world)
            ? ChangeAsync([world], request)
            : Task.FromResult(ControlEndpoints.Unknown(site));

    public static Task<IResult> ChangeAllAsync(SiteDirectory directory, HttpRequest request) =>
        ChangeAsync(
            [.. directory.Sites.Concat(directory.DataCenters).Select(directory.WorldOf)],
            request
        );

    private static async Task<IResult> ChangeAsync(IReadOnlyList<World> worlds, HttpRequest request)
    {
        var (changes, problem) = await ControlEndpoints.ReadAsync<JsonObject>(request);
        if (changes is null)
            return problem!;
        try
        {
            foreach (var world in worlds)
                world.Switches = world.Switches.With(changes);
        }
        catch (JsonException unknown)
        {
            return ControlEndpoints.Refused(unknown.Message);
        }
        return ControlEndpoints.Json(worlds[0].Switches);
    }
}
