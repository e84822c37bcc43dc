using System.Globalization;
using System.Text.Json;
using JiraSimulator.Assets.Json;
using JiraSimulator.Hosting;
using JiraSimulator.Sites;
using JiraSimulator.Worlds;

namespace JiraSimulator.Assets;

/// <summary>One authenticated call on a workspace: its parameters, and look-ups that refuse with 404 what the caller cannot see.</summary>
internal sealed class AssetsCall(
    World world,
    Account caller,
    HttpRequest request,
    JsonElement? body
)
{
    public World World => world;
    public Account Caller => caller;
    public HttpRequest Request => request;

    /// <summary>How the answer is to be untrue; null where it is true.</summary>
    public FaultKind? Lie { get; init; }

    public bool CanManage => caller.IsJiraAdmin && caller.HasAssetsRole;

    /// <summary>The body as an object.</summary>
    public AssetsBody Body =>
        body is { ValueKind: JsonValueKind.Object } found
            ? new AssetsBody(found)
            : throw Refusal.Bad("The body is not a JSON object");

    public ObjectSchema RouteSchema => VisibleSchema(RouteId("id"));
    public ObjectType RouteType => VisibleType(RouteId("id"));

    public long RouteId(string name) =>
        long.TryParse(Route(name), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id
            : throw Refusal.NotFound();

    public string Route(string name) => (string)request.RouteValues[name]!;

    public bool Flag(string name) => Text(name) is "true";

    public string? Text(string name) => request.Query[name] is [var value, ..] ? value : null;

    public int Number(string name, int otherwise)
    {
        if (Text(name) is not { } text)
            return otherwise;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Refusal.Bad($"{name} is not a number");
    }

    /// <summary>Configuration is changed only by managers of the schema.</summary>
    public void RequireManager()
    {
        if (!CanManage)
            throw Refusal.Forbidden();
    }

    public ObjectSchema VisibleSchema(long id) =>
        caller.HasAssetsRole
        && world.Schemas.TryGetValue(id, out var schema)
        && !schema.IsGone(world.Now)
            ? Open(schema, schema.Id)
            : throw Refusal.NotFound();

    public ObjectType VisibleType(long id) =>
        caller.HasAssetsRole && world.Types.TryGetValue(id, out var type)
            ? Open(type, type.SchemaId)
            : throw Refusal.NotFound();

    public AttributeDefinition VisibleAttribute(long id) =>
        caller.HasAssetsRole && world.Attributes.TryGetValue(id, out var attribute)
            ? Open(attribute, world.Types[attribute.OwnerTypeId].SchemaId)
            : throw Refusal.NotFound();

    public AssetObject VisibleObject(long id) =>
        caller.HasAssetsRole && world.Objects.Find(id) is { } found
            ? Open(found, world.Types[found.TypeId].SchemaId)
            : throw Refusal.NotFound();

    private T Open<T>(T part, long schemaId) =>
        world.IsHidden(schemaId) ? throw Refusal.NotFound()
        : world.IsClosed(schemaId) ? throw Refusal.Forbidden()
        : part;

    public Icon RouteIcon =>
        (world.Site.IsDataCenter ? RouteId("id") : WireIds.Read(Route("id"), world.Switches))
            is { } id
        && world.Icons.TryGetValue(id, out var icon)
            ? icon
            : throw Refusal.NotFound();

    /// <summary>The schema named by the query, or null when none is named.</summary>
    public ObjectSchema? QuerySchema() =>
        Text("objectSchemaId") is { } text
            ? VisibleSchema(long.TryParse(text, CultureInfo.InvariantCulture, out var id) ? id : 0)
            : null;
}
