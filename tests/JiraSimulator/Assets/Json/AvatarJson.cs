using JiraSimulator.Hosting;
using JiraSimulator.Worlds;

namespace JiraSimulator.Assets.Json;

/// <summary>An object's picture: without one of its own the urls point at the type's icon (contract §5.10).</summary>
internal static class AvatarJson
{
    public static void Write(Wire wire, AssetObject owner, string id)
    {
        var json = wire.Json;
        var urls = owner.Avatar is null ? wire.IconUrls(owner.TypeId) : OwnUrls(wire, id);
        json.WriteStartObject("avatar");
        json.WriteString("workspaceId", wire.World.Site.WorkspaceId);
        json.WriteString("globalId", $"{wire.World.Site.WorkspaceId}:{id}");
        if (owner.Avatar is { } own)
            json.WriteString("avatarUUID", own.FileId);
        json.WriteString("url16", urls[0]);
        json.WriteString("url48", urls[1]);
        json.WriteString("url72", urls[2]);
        json.WriteString("url144", urls[3]);
        json.WriteString("url288", urls[4]);
        json.WriteString("objectId", id);
        if (owner.Avatar is { } avatar)
            WriteMedia(wire, avatar);
        json.WriteEndObject();
    }

    private static void WriteMedia(Wire wire, Avatar avatar)
    {
        var json = wire.Json;
        json.WriteStartObject("mediaClientConfig");
        json.WriteString("clientId", wire.World.Site.CloudId);
        json.WriteString("issuer", wire.World.Site.CloudId);
        json.WriteString("mediaBaseUrl", $"https://{AtlassianHosts.Media}");
        json.WriteString("mediaJwtToken", wire.MediaToken);
        json.WriteString("fileId", avatar.FileId);
        json.WriteNumber("tokenLifespanInMinutes", wire.Switches.MediaTokenSeconds / 60);
        json.WriteEndObject();
    }

    private static string[] OwnUrls(Wire wire, string id) =>
        [
            .. Wire.AvatarSizes.Select(size =>
                $"{wire.WorkspaceUrl}/object/{id}/avatar.png?size={size}"
            ),
        ];
}
