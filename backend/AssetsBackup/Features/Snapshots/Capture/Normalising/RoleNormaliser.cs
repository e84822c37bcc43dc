using System.Text.Json;
using AssetsBackup.Vault;

namespace AssetsBackup.Features.Snapshots.Capture.Normalising;

/// <summary>A role without links and pictures; of who is in it the id or the name of the group, where the site tells it.</summary>
internal static class RoleNormaliser
{
    private static readonly string[] OfRole = ["actors", "id", "self", "_links"];
    private static readonly string[] OfActor = ["avatarUrl", "self", "_links"];
    private static readonly string[] OfKnownActor =
    [
        .. OfActor,
        "id",
        "displayName",
        "actorUser",
        "actorGroup",
    ];

    public static byte[] Role(JsonElement role)
    {
        var json = new RawJson();
        DefinitionNormaliser.Without(role, OfRole, json, () => IdAndActors(role, json));
        return CanonicalJson.Write(json.Take());
    }

    private static void IdAndActors(JsonElement role, RawJson json)
    {
        if (role.Text("id"u8) is { } id)
        {
            json.Name("id"u8);
            json.Plain(id);
        }
        if (role.Member("actors"u8) is not { } actors)
            return;
        json.Name("actors"u8);
        if (actors.ValueKind != JsonValueKind.Array)
        {
            json.Verbatim(actors);
            return;
        }
        json.StartArray();
        foreach (var actor in actors.EnumerateArray())
            Actor(actor, json);
        json.EndArray();
    }

    // The shape is undocumented (contract §5.16): what has none of the known forms stays, but for pictures and links.
    private static void Actor(JsonElement actor, RawJson json)
    {
        var user = actor.Member("actorUser"u8)?.Text("accountId"u8);
        var group = actor.Member("actorGroup"u8) is { } named
            ? named.Text("groupId"u8) ?? named.Text("name"u8)
            : null;
        if (actor.ValueKind != JsonValueKind.Object)
            json.Verbatim(actor);
        else if (user is null && group is null)
            DefinitionNormaliser.Without(actor, OfActor, json);
        else
            DefinitionNormaliser.Without(
                actor,
                OfKnownActor,
                json,
                () =>
                {
                    json.Name(user is null ? "group"u8 : "user"u8);
                    json.Plain((user ?? group)!);
                }
            );
    }
}
