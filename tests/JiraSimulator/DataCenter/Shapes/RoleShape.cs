using JiraSimulator.Assets.Json;
using JiraSimulator.Worlds;

namespace JiraSimulator.DataCenter.Shapes;

/// <summary>A role with its members, in the shape that roles of Jira projects have: no document tells its own.</summary>
internal static class RoleShape
{
    public static void Write(Wire wire, Role role)
    {
        wire.Json.WriteStartObject();
        wire.Json.WriteNumber("id", role.Id);
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
        json.WriteNumber("id", (role.Id * 1000) + index);
        json.WriteString("displayName", account?.DisplayName ?? actor.Name);
        json.WriteString("type", actor.Kind);
        json.WriteString("name", actor.Name);
        json.WriteEndObject();
    }
}
