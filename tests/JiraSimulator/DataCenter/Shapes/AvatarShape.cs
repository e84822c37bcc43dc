using JiraSimulator.Assets.Json;
using JiraSimulator.Worlds;

namespace JiraSimulator.DataCenter.Shapes;

/// <summary>An object's picture; without one of its own the urls point at the type's icon.</summary>
internal static class AvatarShape
{
    public static void Write(Wire wire, AssetObject owner)
    {
        var json = wire.Json;
        var url = owner.Avatar is null
            ? $"{Urls.Assets(wire)}/objecttype/{owner.TypeId}/icon.png"
            : $"{Urls.Assets(wire)}/object/{owner.Id}/avatar.png";
        var uuid = owner.Avatar?.FileId ?? $"{owner.TypeId:x8}-70e2-413c-8378-019ea9ebdc83";
        json.WriteStartObject("avatar");
        if (owner.Avatar is not null)
            json.WriteString("avatarUUID", uuid);
        foreach (var size in Wire.AvatarSizes)
            json.WriteString($"url{size}", $"{url}?size={size}&uuid={uuid}");
        json.WriteNumber("objectId", owner.Id);
        json.WriteEndObject();
    }
}
