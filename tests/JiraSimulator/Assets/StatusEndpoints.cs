using JiraSimulator.Assets.Json;
using JiraSimulator.Worlds;

namespace JiraSimulator.Assets;

/// <summary>Statuses: global ones, and those of one schema (contract §5.14).</summary>
internal static class StatusEndpoints
{
    private const string Path = "/config/statustype";

    public static IReadOnlyList<AssetsRoute> Routes { get; } =
    [
        AssetsRoute.Get(Path, "findStatusTypes", List),
        AssetsRoute.Post(Path, "createStatusType", Create),
        AssetsRoute.Get(Path + "/{id}", "getStatusType", Read),
        AssetsRoute.Put(Path + "/{id}", "updateStatusType", Update),
        AssetsRoute.Delete(Path + "/{id}", "deleteStatusType", Delete),
    ];

    private static Answer List(AssetsCall call)
    {
        var schema = call.QuerySchema();
        var statuses = call
            .World.Statuses.Values.Where(status => status.SchemaId == schema?.Id)
            .ToList();
        return Answer.Ok(wire => wire.Array(statuses, s => ConfigurationJson.WriteStatus(wire, s)));
    }

    private static Answer Create(AssetsCall call)
    {
        call.RequireManager();
        var schema = call.Body.Id("objectSchemaId") is { } id ? call.VisibleSchema(id) : null;
        var status = new StatusType
        {
            Id = call.World.Counters.NextStatus(),
            Name = call.Body.RequiredText("name"),
            Description = call.Body.Text("description"),
            Category = CategoryIn(call.Body),
            SchemaId = schema?.Id,
        };
        CheckName(call.World, status, status.Name);
        call.World.Statuses.Add(status.Id, status);
        return Answer.Created(wire => ConfigurationJson.WriteStatus(wire, status));
    }

    private static Answer Read(AssetsCall call)
    {
        var status = Find(call);
        return Answer.Ok(wire => ConfigurationJson.WriteStatus(wire, status));
    }

    private static Answer Update(AssetsCall call)
    {
        call.RequireManager();
        var status = Find(call);
        var name = call.Body.RequiredText("name");
        var category = CategoryIn(call.Body);
        CheckName(call.World, status, name);
        (status.Name, status.Category) = (name, category);
        status.Description = call.Body.Text("description") ?? status.Description;
        return Answer.Ok(wire => ConfigurationJson.WriteStatus(wire, status));
    }

    private static Answer Delete(AssetsCall call)
    {
        call.RequireManager();
        var status = Find(call);
        var id = Wire.IdText(status.Id);
        var attributes = call
            .World.Attributes.Values.Where(a => a.Settings.Kind == AttributeKind.Status)
            .ToList();
        var inUse = attributes.Any(a =>
            a.Settings.TypeValueMulti.Contains(id)
            || call.World.ObjectsHolding(call.World.Types[a.OwnerTypeId])
                .Any(o => o.ValuesOf(a.Id).Contains(id))
        );
        if (inUse)
            throw Refusal.Bad("The status is in use");
        call.World.Statuses.Remove(status.Id);
        return Answer.Empty;
    }

    private static StatusType Find(AssetsCall call) =>
        call.World.Statuses.TryGetValue(call.RouteId("id"), out var status)
            ? status
            : throw Refusal.NotFound();

    private static int CategoryIn(AssetsBody body) =>
        body.Number("category") is { } category and >= 0 and <= 2
            ? category
            : throw Refusal.BadField("category", "category is 0, 1 or 2");

    private static void CheckName(World world, StatusType self, string name)
    {
        Names.CheckShort("name", name);
        var rivals = world.Statuses.Values.Where(status => status.SchemaId == self.SchemaId);
        if (rivals.Any(s => s != self && s.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
            throw Refusal.BadField("name", "Name has to be unique");
    }
}
