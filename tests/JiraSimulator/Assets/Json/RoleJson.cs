using System.Globalization;
using JiraSimulator.Worlds;

namespace JiraSimulator.Assets.Json;

/// <summary>A role with its members, in the shape that roles of Jira projects have.</summary>
internal static class RoleJson
{
    public static void Write(Wire wire, Role role)
    {
        wire.Json.WriteStartObject();
        wire.PartId("id", role.Id);
        wire.Json.WriteString("name", role.Name);
        wire.Json.WriteString("description", role.Description);
        wire.Json.WritePropertyName("actors");
        var actors = wire.World.Roles.ActorsIn(role);
        wire.Array(actors.Index(), actor => WriteActor(wire, role, actor.Index, actor.Item));
        wire.Json.WriteEndObject();
    }

    private static void WriteActor(Wire wire, Role role, int index, RoleActor actor)
    {
        var json = wire.Json;
        var account = wire.World.Site.Accounts.FirstOrDefault(a => a.AccountId == actor.Name);
        json.WriteStartObject();
        wire.PartId("id", (role.Id * 1000) + index);
        json.WriteString("displayName", wire.Shown(account?.DisplayName ?? actor.Name));
        json.WriteString("type", actor.Kind);
        json.WriteString("name", actor.Name);
        json.WriteString(
            "avatarUrl",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{wire.SiteUrl}/avatar/{(actor.IsUser ? actor.Name : "group")}"
            )
        );
        json.WriteStartObject(actor.IsUser ? "actorUser" : "actorGroup");
        json.WriteString(actor.IsUser ? "accountId" : "name", actor.Name);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
