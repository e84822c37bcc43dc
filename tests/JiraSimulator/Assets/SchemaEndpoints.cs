using JiraSimulator.Assets.Json;
using JiraSimulator.Worlds;

namespace JiraSimulator.Assets;

/// <summary>Object schemas (contract §5.1).</summary>
internal static class SchemaEndpoints
{
    public static IReadOnlyList<AssetsRoute> Routes { get; } =
    [
        AssetsRoute.Get("/objectschema/list", "findSchemas", List),
        AssetsRoute.Post("/objectschema/create", "createSchema", Create),
        AssetsRoute.Get("/objectschema/{id}", "loadSchema", Read),
        AssetsRoute.Put("/objectschema/{id}", "updateSchema", Update),
        AssetsRoute.Delete("/objectschema/{id}", "deleteSchema", Delete),
        AssetsRoute.Get("/objectschema/{id}/attributes", "findSchemaAttributes", Attributes),
    ];

    private static Answer List(AssetsCall call)
    {
        var startAt = call.Number("startAt", 0);
        var maxResults = call.Number("maxResults", 25);
        var withCounts = call.Flag("includeCounts") || !call.World.Switches.CountsOnlyWhenAsked;
        var query = call.Text("query") ?? "";
        var all = call
            .World.Schemas.Values.Where(schema =>
                call.Caller.HasAssetsRole
                && !schema.IsGone(call.World.Now)
                && !call.World.IsHidden(schema.Id)
            )
            .Where(schema => schema.Name.Contains(query, StringComparison.OrdinalIgnoreCase))
            .ToList();
        var page = all.Skip(startAt).Take(maxResults).ToList();
        return Answer.Ok(wire =>
        {
            var json = wire.Json;
            json.WriteStartObject();
            json.WriteNumber("startAt", startAt);
            json.WriteNumber("maxResults", maxResults);
            json.WriteNumber("total", all.Count);
            PageJson.WriteLast(wire, startAt + page.Count >= all.Count);
            json.WritePropertyName("values");
            wire.Array(page, schema => SchemaJson.Write(wire, schema, withCounts));
            json.WriteEndObject();
        });
    }

    private static Answer Create(AssetsCall call)
    {
        call.RequireManager();
        var name = call.Body.RequiredText("name");
        var key = call.Body.RequiredText("objectSchemaKey");
        Names.CheckReserved("name", name);
        CheckKey(key);
        CheckFree(call.World, null, name, key);
        var now = call.World.Now;
        var schema = new ObjectSchema
        {
            Id = call.World.Counters.NextSchema(),
            Name = name,
            Key = key,
            Description = call.Body.Text("description"),
            Created = now,
            Updated = now,
        };
        call.World.Schemas.Add(schema.Id, schema);
        call.World.Roles.Set(
            Roles.OfSchema(schema.Id).First(),
            [RoleActor.User(call.Caller.AccountId)]
        );
        return Answer.Created(wire => SchemaJson.Write(wire, schema, withCounts: true));
    }

    private static Answer Read(AssetsCall call)
    {
        var schema = call.RouteSchema;
        return Answer.Ok(wire => SchemaJson.Write(wire, schema, withCounts: true));
    }

    private static Answer Update(AssetsCall call)
    {
        call.RequireManager();
        var schema = call.RouteSchema;
        var name = call.Body.Text("name") ?? schema.Name;
        var key = call.Body.Text("objectSchemaKey") ?? schema.Key;
        Names.CheckReserved("name", name);
        CheckKey(key);
        CheckFree(call.World, schema, name, key);
        (schema.Name, schema.Key) = (name, key);
        schema.Description = call.Body.Text("description") ?? schema.Description;
        schema.Updated = call.World.Now;
        return Answer.Ok(wire => SchemaJson.Write(wire, schema, withCounts: true));
    }

    private static Answer Delete(AssetsCall call)
    {
        call.RequireManager();
        var schema = call.RouteSchema;
        var slow = call.World.Switches.SlowDeleteSeconds;
        if (slow > 0)
        {
            schema.GoneAt ??= call.World.Now.AddSeconds(slow);
            return Answer.Ok(wire => SchemaJson.Write(wire, schema, withCounts: false));
        }
        Cascade.DeleteSchema(call.World, schema);
        return Answer.Ok(wire => SchemaJson.Write(wire, schema, withCounts: false));
    }

    private static Answer Attributes(AssetsCall call)
    {
        var types = call.World.TypesOf(call.RouteSchema.Id).Select(type => type.Id).ToHashSet();
        var extended = call.Flag("extended");
        var query = call.Text("query") ?? "";
        var attributes = call
            .World.Attributes.Values.Where(attribute => types.Contains(attribute.OwnerTypeId))
            .Where(attribute => attribute.Name.Contains(query, StringComparison.OrdinalIgnoreCase))
            .Where(attribute => !call.Flag("onlyValueEditable") || !attribute.IsSystem)
            .ToList();
        return Answer.Ok(wire =>
            wire.Array(attributes, a => AttributeJson.Write(wire, a, extended))
        );
    }

    private static void CheckKey(string key)
    {
        if (key.Length > 10 || !key.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c)))
        {
            throw Refusal.BadField(
                "objectSchemaKey",
                "The key is at most 10 capital letters and digits"
            );
        }
    }

    private static void CheckFree(World world, ObjectSchema? self, string name, string key)
    {
        var others = world.Schemas.Values.Where(schema => schema != self).ToList();
        if (others.Any(schema => schema.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
            throw Refusal.BadField("name", "An object schema with this name exists");
        if (others.Any(schema => schema.Key == key))
            throw Refusal.BadField("objectSchemaKey", "An object schema with this key exists");
    }
}
