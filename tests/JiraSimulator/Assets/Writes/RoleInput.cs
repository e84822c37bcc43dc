using System.Text.Json;
using JiraSimulator.Worlds;

namespace JiraSimulator.Assets;

/// <summary>Reads the members of a role from <c>categorisedActors</c>: account ids and group names by kind.</summary>
internal static class RoleInput
{
    public static IReadOnlyList<RoleActor> Read(AssetsCall call)
    {
        if (
            !call.Body.Has("categorisedActors")
            || call.Body.Element.GetProperty("categorisedActors")
                is not { ValueKind: JsonValueKind.Object } kinds
        )
        {
            throw Refusal.BadField("categorisedActors", "categorisedActors is required");
        }
        var named = new AssetsBody(kinds);
        return
        [
            .. Of(named, RoleActor.UserKind, call.World.Site.Accounts.Select(a => a.AccountId)),
            .. Of(named, RoleActor.GroupKind, call.World.Site.Groups),
        ];
    }

    private static IEnumerable<RoleActor> Of(
        AssetsBody named,
        string kind,
        IEnumerable<string> existing
    )
    {
        var known = existing.ToHashSet();
        return (named.Texts(kind) ?? [])
            .Distinct()
            .Select(name =>
                known.Contains(name)
                    ? new RoleActor(kind, name)
                    : throw Refusal.BadField(kind, $"{name} does not exist")
            );
    }
}
