using JiraSimulator.Assets.Json;
using JiraSimulator.Worlds;

namespace JiraSimulator.Assets;

/// <summary>Comments of objects, which no document names (contract §5.12).</summary>
internal static class CommentEndpoints
{
    public static IReadOnlyList<AssetsRoute> Routes { get; } =
    [
        AssetsRoute
            .Get("/comment/object/{id}", "getComments", List)
            .While(switches => switches.Comments),
        AssetsRoute
            .Post("/comment/create", "createComment", Create)
            .OnObjects()
            .While(switches => switches.Comments),
    ];

    private static Answer List(AssetsCall call)
    {
        var owner = call.VisibleObject(call.RouteId("id"));
        var comments = owner
            .Parts.Comments.Where(comment => comment.Role == 0 || call.CanManage)
            .ToList();
        return Answer.Ok(wire =>
            wire.Array(comments, comment => PartsJson.WriteComment(wire, owner, comment))
        );
    }

    /// <summary>Author and date are the caller and now, whatever the body says.</summary>
    private static Answer Create(AssetsCall call)
    {
        var owner = call.VisibleObject(call.Body.RequiredId("objectId"));
        var text = call.Body.RequiredText("comment");
        call.World.Objects.Hold(owner, labelChanges: false);
        var comment = new Comment(
            owner.Parts.NextId(),
            call.Caller.AccountId,
            call.World.Now,
            text,
            call.Body.Number("role") ?? 0
        );
        owner.Parts.Comments.Add(comment);
        return Answer.Ok(wire => PartsJson.WriteComment(wire, owner, comment));
    }
}
