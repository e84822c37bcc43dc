namespace JiraSimulator.Worlds;

/// <summary>The roles of schemas and types and who is in them. A role's id follows from its owner and kind, so that all exist at once.</summary>
internal sealed class Roles
{
    private readonly Dictionary<long, IReadOnlyList<RoleActor>> actors = [];

    public static IEnumerable<Role> OfSchema(long schemaId) =>
        Enumerable.Range(0, 3).Select(kind => new Role((schemaId * Role.Kinds) + kind));

    public static IEnumerable<Role> OfType(long typeId) =>
        Enumerable.Range(3, 3).Select(kind => new Role((typeId * Role.Kinds) + kind));

    public IReadOnlyList<RoleActor> ActorsIn(Role role) => actors.GetValueOrDefault(role.Id, []);

    public void Set(Role role, IReadOnlyList<RoleActor> members) => actors[role.Id] = members;
}

/// <summary>A role by its number: owner and kind.</summary>
internal readonly record struct Role(long Id)
{
    public const int Kinds = 6;

    private static readonly string[] Names = ["Managers", "Developers", "Users"];

    private int Kind => (int)(Id % Kinds);

    public bool IsOfSchema => Kind < 3;
    public long OwnerId => Id / Kinds;
    public string Name => $"Object {(IsOfSchema ? "Schema" : "Type")} {Names[Kind % 3]}";
    public string Description =>
        $"The {Names[Kind % 3].ToLowerInvariant()} of the {(IsOfSchema ? "schema" : "type")}";
}

/// <summary>A member of a role: a user by account id or a group by name, under the key that the kind has in a body.</summary>
internal sealed record RoleActor(string Kind, string Name)
{
    public const string UserKind = "atlassian-user-role-actor";
    public const string GroupKind = "atlassian-group-role-actor";

    public bool IsUser => Kind == UserKind;

    public static RoleActor User(string accountId) => new(UserKind, accountId);

    public static RoleActor Group(string name) => new(GroupKind, name);
}
