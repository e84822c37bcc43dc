using JiraSimulator.Assets.Json;
using JiraSimulator.Hosting;
using JiraSimulator.Worlds;

namespace JiraSimulator.Assets;

/// <summary>Attachments of objects, which no document names: the list here, the bytes on the media host (contract §5.11).</summary>
internal static class AttachmentEndpoints
{
    public static IReadOnlyList<AssetsRoute> Routes { get; } =
    [
        .. (
            (AssetsRoute[])
                [
                    AssetsRoute.Get("/attachments/object/{id}", "getAttachments", List),
                    AssetsRoute.Get(
                        "/attachments/object/{id}/credentials",
                        "getAttachmentCredentials",
                        Credentials
                    ),
                    AssetsRoute.Post("/attachments/object/{id}", "addAttachments", Add).OnObjects(),
                    AssetsRoute.Get("/attachments/{id}/{name}", "getAttachmentFile", Download),
                    AssetsRoute.Delete("/attachments/{id}", "deleteAttachment", Delete).OnObjects(),
                ]
        ).Select(route => route.While(switches => switches.Attachments)),
    ];

    private static Answer List(AssetsCall call)
    {
        var owner = call.VisibleObject(call.RouteId("id"));
        return Listed(owner.Parts.Attachments);
    }

    private static Answer Credentials(AssetsCall call)
    {
        var owner = call.VisibleObject(call.RouteId("id"));
        var token = TokenFor(call, owner);
        return Answer.Ok(wire =>
        {
            wire.Json.WriteStartObject();
            wire.Json.WriteString("clientId", call.World.Site.CloudId);
            wire.Json.WriteString("mediaBaseUrl", $"https://{AtlassianHosts.Media}");
            wire.Json.WriteString("mediaJwtToken", token);
            wire.Json.WriteEndObject();
        });
    }

    private static Answer Add(AssetsCall call)
    {
        var owner = call.VisibleObject(call.RouteId("id"));
        var added = call.Body.Items("attachments").Select(item => Read(call, owner, item)).ToList();
        call.World.Objects.Hold(owner, labelChanges: false);
        owner.Parts.Attachments.AddRange(added);
        return Listed(added);
    }

    private static Attachment Read(AssetsCall call, AssetObject owner, AssetsBody item)
    {
        var file =
            call.World.Media.Find(item.RequiredText("mediaId"))
            ?? throw Refusal.BadField("mediaId", "The file does not exist");
        if (item.Id("size") is { } size && size != file.Length)
            throw Refusal.BadField("size", "The file has another size");
        return new Attachment(
            owner.Parts.NextId(),
            call.Caller.AccountId,
            call.World.Now,
            item.RequiredText("filename"),
            item.Text("contentType") ?? "application/octet-stream",
            file
        )
        {
            Comment = item.Text("comment") ?? "",
        };
    }

    /// <summary>The bytes are elsewhere: a client follows without its own credentials (contract §5.10).</summary>
    private static Answer Download(AssetsCall call)
    {
        var (owner, found) = Routed(call);
        return Answer.Redirect(
            MediaHost.UrlOf(call.World.Site, found.File.Id, TokenFor(call, owner))
        );
    }

    private static Answer Delete(AssetsCall call)
    {
        var (owner, found) = Routed(call);
        call.World.Objects.Hold(owner, labelChanges: false);
        owner.Parts.Attachments.Remove(found);
        return Answer.Empty;
    }

    private static Answer Listed(List<Attachment> attachments) =>
        Answer.Ok(wire =>
            wire.Array(attachments, attachment => PartsJson.WriteAttachment(wire, attachment))
        );

    public static (AssetObject Owner, Attachment Found) Routed(AssetsCall call)
    {
        var id = call.RouteId("id");
        var owner = call.VisibleObject(ObjectParts.OwnerOf(id));
        return (
            owner,
            owner.Parts.Attachments.Find(attachment => attachment.Id == id)
                ?? throw Refusal.NotFound()
        );
    }

    private static string TokenFor(AssetsCall call, AssetObject owner) =>
        call.World.Media.IssueToken(
            call.World.Now,
            call.World.Switches,
            call.World.Switches.MediaTokensBoundToObject ? owner.Id : null
        );
}
