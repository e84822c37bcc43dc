using JiraSimulator.Assets;
using JiraSimulator.DataCenter.Shapes;

namespace JiraSimulator.DataCenter;

/// <summary>What hangs on an object: comments, attachments and the issues that name it.</summary>
internal static class ServerParts
{
    public static IReadOnlyList<DataCenterRoute> Routes { get; } =
    [
        DataCenterRoute
            .Assets("/comment/object/{id}", "getComments", Comments, "asc")
            .While(switches => switches.Comments),
        DataCenterRoute
            .Assets("/attachments/object/{id}", "getAttachments", Attachments)
            .While(switches => switches.Attachments),
        DataCenterRoute.Assets(
            "/objectconnectedtickets/{id}/tickets",
            "findObjectTickets",
            Tickets,
            "limit",
            "filterId"
        ),
    ];

    private static Answer Comments(AssetsCall call)
    {
        var owner = ServerObjects.Routed(call);
        var comments = owner
            .Parts.Comments.Where(comment => comment.Role == 0 || call.CanManage)
            .ToList();
        if (call.Text("asc") is "false")
            comments.Reverse();
        return Answer.Ok(wire =>
            wire.Array(comments, comment => PartShapes.WriteComment(wire, owner, comment))
        );
    }

    private static Answer Attachments(AssetsCall call)
    {
        var owner = ServerObjects.Routed(call);
        return Answer.Ok(wire =>
            wire.Array(owner.Parts.Attachments, file => PartShapes.WriteAttachment(wire, file))
        );
    }

    private static Answer Tickets(AssetsCall call)
    {
        var named = ServerObjects.Routed(call);
        var shown = call
            .World.Issues.Naming(named.Id)
            .Where(issue => call.World.Site.MayBrowse(call.Caller, issue.ProjectKey))
            .Take(call.Number("limit", call.World.Switches.TicketsInFirstSlice))
            .ToList();
        return Answer.Ok(wire =>
        {
            wire.Json.WriteStartObject();
            wire.Json.WritePropertyName("tickets");
            wire.Array(shown, issue => TicketShape.Write(wire, issue));
            wire.Json.WriteString("allTicketsQuery", TicketEndpoints.Query(call.World, named.Id));
            wire.Json.WriteEndObject();
        });
    }
}
