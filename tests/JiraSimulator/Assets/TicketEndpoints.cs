using JiraSimulator.Assets.Json;
using JiraSimulator.Worlds;

namespace JiraSimulator.Assets;

/// <summary>Issues that name an object: a first slice of those that the caller may browse, and the query for all (contract §5.8).</summary>
internal static class TicketEndpoints
{
    public static IReadOnlyList<AssetsRoute> Routes { get; } =
    [AssetsRoute.Get("/objectconnectedtickets/{id}/tickets", "findObjectTickets", List)];

    private static Answer List(AssetsCall call)
    {
        var named = call.VisibleObject(call.RouteId("id"));
        var shown = call
            .World.Issues.Naming(named.Id)
            .Where(issue => call.World.Site.MayBrowse(call.Caller, issue.ProjectKey))
            .Take(call.World.Switches.TicketsInFirstSlice)
            .ToList();
        return Answer.Ok(wire =>
        {
            wire.Json.WriteStartObject();
            wire.Json.WritePropertyName("tickets");
            wire.Array(shown, issue => TicketJson.Write(wire, issue));
            wire.Json.WriteString("allTicketsQuery", Query(call.World, named.Id));
            wire.Json.WriteEndObject();
        });
    }

    /// <summary>Fields by name, as Atlassian's page on AQL in JQL asks (contract §7).</summary>
    public static string Query(World world, long objectId) =>
        string.Join(
            " OR ",
            world
                .Issues.AssetsFields.Select(field => field.Name)
                .Distinct()
                .Select(name =>
                    $"\"{name.Replace("\"", "\\\"", StringComparison.Ordinal)}\" in aqlFunction(\"objectId = {objectId}\")"
                )
        );
}
