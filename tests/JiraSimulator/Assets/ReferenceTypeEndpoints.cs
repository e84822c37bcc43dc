using JiraSimulator.Assets.Json;
using JiraSimulator.Worlds;

namespace JiraSimulator.Assets;

/// <summary>Reference types: global ones, and those of one schema (contract §5.15).</summary>
internal static class ReferenceTypeEndpoints
{
    private const string Path = "/config/referencetype";

    public static IReadOnlyList<AssetsRoute> Routes { get; } =
    [
        AssetsRoute.Get(Path, "findReferenceTypes", List),
        AssetsRoute.Post(Path, "createReferenceType", Create),
        AssetsRoute.Put(Path + "/{id}", "updateReferenceType", Update),
        AssetsRoute.Delete(Path + "/{id}", "deleteReferenceType", Delete),
        AssetsRoute.Get("/objectschema/{id}/referencetypes", "findSchemaReferenceTypes", OfSchema),
    ];

    private static Answer List(AssetsCall call)
    {
        var schema = call.QuerySchema();
        var all = call.Flag("includeAll");
        return Listed(call, type => type.SchemaId == schema?.Id || (all && type.SchemaId is null));
    }

    private static Answer OfSchema(AssetsCall call)
    {
        var schema = call.RouteSchema;
        return Listed(call, type => type.SchemaId == schema.Id);
    }

    private static Answer Listed(AssetsCall call, Func<ReferenceType, bool> matches)
    {
        var types = call.World.ReferenceTypes.Values.Where(matches).ToList();
        return Answer.Ok(wire =>
            wire.Array(types, t => ConfigurationJson.WriteReferenceType(wire, t))
        );
    }

    private static Answer Create(AssetsCall call)
    {
        call.RequireManager();
        var schema = call.Body.Id("objectSchemaId") is { } id ? call.VisibleSchema(id) : null;
        var type = new ReferenceType
        {
            Id = call.World.Counters.NextReferenceType(),
            Name = call.Body.RequiredText("name"),
            Description = call.Body.Text("description"),
            Color = call.Body.Text("color"),
            SchemaId = schema?.Id,
        };
        CheckName(call.World, type, type.Name);
        call.World.ReferenceTypes.Add(type.Id, type);
        return Answer.Created(wire => ConfigurationJson.WriteReferenceType(wire, type));
    }

    private static Answer Update(AssetsCall call)
    {
        call.RequireManager();
        var type = Find(call);
        var name = call.Body.Text("name") ?? type.Name;
        CheckName(call.World, type, name);
        type.Name = name;
        type.Description = call.Body.Text("description") ?? type.Description;
        type.Color = call.Body.Text("color") ?? type.Color;
        return Answer.Ok(wire => ConfigurationJson.WriteReferenceType(wire, type));
    }

    private static Answer Delete(AssetsCall call)
    {
        call.RequireManager();
        var type = Find(call);
        var inUse = call.World.Attributes.Values.Any(a => a.Settings.ReferenceTypeId == type.Id);
        if (!type.Removable || inUse)
            throw Refusal.Bad("The reference type is in use");
        call.World.ReferenceTypes.Remove(type.Id);
        return Answer.Empty;
    }

    private static ReferenceType Find(AssetsCall call) =>
        WireIds.Read(call.Route("id"), call.World.Switches) is { } id
        && call.World.ReferenceTypes.TryGetValue(id, out var type)
            ? type
            : throw Refusal.NotFound();

    private static void CheckName(World world, ReferenceType self, string name)
    {
        var rivals = world.ReferenceTypes.Values.Where(type => type.SchemaId == self.SchemaId);
        if (rivals.Any(t => t != self && t.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
            throw Refusal.BadField("name", "Name has to be unique");
    }
}
