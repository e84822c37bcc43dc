using JiraSimulator.Assets.Json;
using JiraSimulator.Worlds;

namespace JiraSimulator.Assets;

/// <summary>Pictures of objects and their upload, an internal API by Atlassian's own article (contract §5.10).</summary>
internal static class AvatarEndpoints
{
    private const int LargestSize = 288;

    private static readonly string[] PartNames = ["rlabs-insight-object-avatar", "file"];

    public static IReadOnlyList<AssetsRoute> Routes { get; } =
    [
        AssetsRoute.Get("/object/{id}/avatar.png", "getObjectAvatar", Image),
        AssetsRoute.Post("/avatar/upload", "uploadAvatar", Upload).OnObjects(),
    ];

    /// <summary>Sets or removes the picture as a body of an object asks; without <c>hasAvatar</c> it stays.</summary>
    public static void Apply(AssetsCall call, AssetObject changed)
    {
        if (call.Body.Flag("hasAvatar") is not { } wanted)
            return;
        if (!wanted)
            changed.Avatar = null;
        else if (Chosen(call) is { } chosen)
            changed.Avatar = chosen;
    }

    /// <summary>To be called before anything is written: one invalid member refuses all.</summary>
    public static void Check(AssetsCall call) => _ = Chosen(call);

    private static Avatar? Chosen(AssetsCall call)
    {
        if (call.Body.Text("avatarUUID") is not { Length: > 0 } id)
            return null;
        return call.World.Media.Find(id) is { } file
            ? new Avatar(file.Id)
            : throw Refusal.BadField("avatarUUID", "The avatar was not uploaded");
    }

    private static Answer Image(AssetsCall call)
    {
        var owner = call.VisibleObject(call.RouteId("id"));
        var size = call.Number("size", LargestSize);
        if (owner.Avatar is not { } avatar)
            return IconEndpoints.Sized(
                call.World.Icons[call.World.Types[owner.TypeId].IconId],
                size
            );
        if (call.World.Switches.AvatarRedirects)
        {
            var token = call.World.Media.IssueToken(call.World.Now, call.World.Switches);
            return Answer.Redirect(MediaHost.UrlOf(call.World.Site, avatar.FileId, token));
        }
        return Answer.Image(
            avatar.Drawing is { } drawing
                ? IconImage.Draw(drawing, Math.Clamp(size, 1, LargestSize))
                : call.World.Media.Find(avatar.FileId)!.ToArray()
        );
    }

    private static Answer Upload(AssetsCall call)
    {
        if (call.Request.Headers["X-Atlassian-Token"] is not ["no-check"])
            throw new Refusal(403, ["XSRF check failed"], new Dictionary<string, string>());
        if (!call.Request.HasFormContentType)
            throw Refusal.Bad("The body is not a form");
        var form = call.Request.Form;
        if (form["avatarUUID"] is not [{ Length: > 0 }])
            throw Refusal.BadField("avatarUUID", "avatarUUID is required");
        var file = PartNames.Select(form.Files.GetFile).FirstOrDefault(part => part is not null);
        if (file is null)
            throw Refusal.BadField(PartNames[0], "The picture is missing");
        using var content = new MemoryStream();
        file.CopyTo(content);
        var kept = call.World.Media.Keep(content.ToArray());
        return Answer.Ok(wire =>
        {
            wire.Json.WriteStartObject();
            wire.Json.WriteString("avatarUUID", kept.Id);
            wire.Json.WriteEndObject();
        });
    }
}
