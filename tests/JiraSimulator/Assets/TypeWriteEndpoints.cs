using JiraSimulator.Assets.Json;
using JiraSimulator.Worlds;

namespace JiraSimulator.Assets;

/// <summary>Creating, changing, moving and deleting object types (contract §5.3).</summary>
internal static class TypeWriteEndpoints
{
    public static IReadOnlyList<AssetsRoute> Routes { get; } =
    [
        AssetsRoute.Post("/objecttype/create", "createObjectType", Create),
        AssetsRoute.Put("/objecttype/{id}", "updateObjectType", Update),
        AssetsRoute.Delete("/objecttype/{id}", "deleteObjectType", Delete),
        AssetsRoute.Post("/objecttype/{id}/position", "changeObjectTypePosition", Move),
    ];

    private static Answer Create(AssetsCall call)
    {
        call.RequireManager();
        var body = call.Body;
        var schema = call.VisibleSchema(body.RequiredId("objectSchemaId"));
        var parent = body.Id("parentObjectTypeId") is { } id ? ParentIn(call, schema.Id, id) : null;
        var name = body.RequiredText("name");
        CheckName(call.World, schema.Id, parent?.Id, null, name);
        var type = Definer.AddType(
            call.World,
            schema.Id,
            parent?.Id,
            name,
            IconOf(call, body.RequiredText("iconId")),
            body.Flag("inherited") ?? false,
            body.Flag("abstractObjectType") ?? false
        );
        type.Description = body.Text("description");
        return Answer.Created(wire => TypeJson.Write(wire, type));
    }

    private static Answer Update(AssetsCall call)
    {
        call.RequireManager();
        var type = call.RouteType;
        var body = call.Body;
        var name = body.Text("name") ?? type.Name;
        var icon = body.Text("iconId") is { } iconId ? IconOf(call, iconId) : type.IconId;
        var inherited = body.Flag("inherited") ?? type.Inherited;
        var isAbstract = body.Flag("abstractObjectType") ?? type.IsAbstract;
        CheckName(call.World, type.SchemaId, type.ParentId, type, name);
        if (inherited != type.Inherited && call.World.ChildrenOf(type.SchemaId, type.Id).Any())
        {
            throw Refusal.BadField(
                "inherited",
                "Inheritance cannot change while the type has children"
            );
        }
        if (isAbstract && call.World.Objects.IdsOf(type.Id).Count > 0)
            throw Refusal.BadField("abstractObjectType", "The type has objects");
        (type.Name, type.IconId, type.Inherited, type.IsAbstract) = (
            name,
            icon,
            inherited,
            isAbstract
        );
        type.Description = body.Text("description") ?? type.Description;
        type.Updated = call.World.Now;
        return Answer.Ok(wire => TypeJson.Write(wire, type));
    }

    private static Answer Delete(AssetsCall call)
    {
        call.RequireManager();
        var type = call.RouteType;
        if (call.World.ChildrenOf(type.SchemaId, type.Id).Any())
            throw Refusal.Bad("The object type has children");
        var siblings = call
            .World.ChildrenOf(type.SchemaId, type.ParentId)
            .Where(t => t != type)
            .ToList();
        var answer = Answer.Ok(wire => TypeJson.Write(wire, type));
        Cascade.DeleteType(call.World, type);
        Number(siblings);
        return answer;
    }

    private static Answer Move(AssetsCall call)
    {
        call.RequireManager();
        var type = call.RouteType;
        var world = call.World;
        var position =
            call.Body.Number("position")
            ?? throw Refusal.BadField("position", "position is required");
        var parent = call.Body.Id("toObjectTypeId") is { } id
            ? ParentIn(call, type.SchemaId, id)
            : null;
        if (parent is not null && world.IsSameOrBelow(parent, type.Id))
            throw Refusal.BadField("toObjectTypeId", "A type cannot lie below itself");
        if (
            parent?.Id != type.ParentId
            && (world.InheritsFromParent(type) || parent is { Inherited: true })
        )
        {
            throw Refusal.BadField("toObjectTypeId", "The move would change inherited attributes");
        }
        var left = world.ChildrenOf(type.SchemaId, type.ParentId).Where(t => t != type).ToList();
        Number(left);
        type.ParentId = parent?.Id;
        var siblings = world.ChildrenOf(type.SchemaId, parent?.Id).Where(t => t != type).ToList();
        siblings.Insert(Math.Clamp(position, 0, siblings.Count), type);
        Number(siblings);
        return Answer.Ok(wire => TypeJson.Write(wire, type));
    }

    /// <summary>Positions count from 0 among the children of one parent.</summary>
    private static void Number(List<ObjectType> siblings)
    {
        for (var i = 0; i < siblings.Count; i++)
            siblings[i].Position = i;
    }

    private static ObjectType ParentIn(AssetsCall call, long schemaId, long id) =>
        call.World.Types.TryGetValue(id, out var parent) && parent.SchemaId == schemaId
            ? parent
            : throw Refusal.BadField(
                "parentObjectTypeId",
                "The parent type does not exist in this schema"
            );

    private static long IconOf(AssetsCall call, string iconId) =>
        WireIds.Read(iconId, call.World.Switches) is { } id && call.World.Icons.ContainsKey(id)
            ? id
            : throw Refusal.BadField("iconId", "The icon does not exist");

    private static void CheckName(
        World world,
        long schemaId,
        long? parentId,
        ObjectType? self,
        string name
    )
    {
        Names.CheckReserved("name", name);
        var rivals =
            world.Switches.TypeNamesUniqueIn == NameScope.Schema
                ? world.TypesOf(schemaId)
                : world.ChildrenOf(schemaId, parentId);
        if (rivals.Any(t => t != self && t.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
            throw Refusal.BadField("name", "Name has to be unique");
    }
}
