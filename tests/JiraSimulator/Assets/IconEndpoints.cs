using JiraSimulator.Assets.Json;
using JiraSimulator.Hosting;
using JiraSimulator.Worlds;

namespace JiraSimulator.Assets;

/// <summary>Icons, their images and their upload (contract §5.9).</summary>
internal static class IconEndpoints
{
    private const int NativeSize = 48;

    public static IReadOnlyList<AssetsRoute> Routes { get; } =
    [
        AssetsRoute.Get("/icon/global", "findGlobalIcons", Global),
        AssetsRoute.Get("/icon/objectschema/{id}", "findSchemaIcons", OfSchema),
        AssetsRoute.Post("/icon/create", "createIcon", Create),
        AssetsRoute.Get("/icon/token-for-uploading-icon", "getIconUploadToken", UploadToken),
        AssetsRoute.Get("/icon/{id}", "getIcon", Read),
        AssetsRoute.Get("/icon/{id}/icon.png", "getIconImage", Image),
        AssetsRoute.Put("/icon/{id}", "updateIcon", Update),
        AssetsRoute.Delete("/icon/{id}", "deleteIcon", Delete),
    ];

    /// <summary>The icon's own bytes from 48 pixels up; a smaller picture is made for lists.</summary>
    public static Answer Sized(Icon icon, int size) =>
        Answer.Image(size >= NativeSize ? icon.Png : IconImage.Draw(icon.Name, Math.Max(1, size)));

    private static Answer Global(AssetsCall call) => Listed(call, icon => icon.SchemaId is null);

    private static Answer OfSchema(AssetsCall call)
    {
        var schema = call.RouteSchema;
        return Listed(call, icon => icon.SchemaId == schema.Id);
    }

    private static Answer Listed(AssetsCall call, Func<Icon, bool> matches)
    {
        var icons = call.World.Icons.Values.Where(matches).ToList();
        return Answer.Ok(wire =>
            wire.Array(icons, icon => ConfigurationJson.WriteIcon(wire, icon))
        );
    }

    private static Answer Read(AssetsCall call)
    {
        var icon = call.RouteIcon;
        return Answer.Ok(wire => ConfigurationJson.WriteIcon(wire, icon));
    }

    public static Answer Image(AssetsCall call)
    {
        var accept = call.Request.Headers.Accept.ToString();
        var wantsImage =
            accept.Contains("image/png", StringComparison.Ordinal)
            || accept.Contains("image/*", StringComparison.Ordinal);
        return wantsImage
            ? Sized(call.RouteIcon, call.Number("size", NativeSize))
            : new Answer(406);
    }

    private static Answer UploadToken(AssetsCall call)
    {
        call.RequireManager();
        var token = call.World.Media.IssueToken(call.World.Now, call.World.Switches);
        return Answer.Ok(wire =>
        {
            wire.Json.WriteStartObject();
            wire.Json.WriteString("mediaBaseUrl", $"https://{AtlassianHosts.Media}");
            wire.Json.WriteString("clientId", call.World.Site.CloudId);
            wire.Json.WriteString("mediaJwtToken", token);
            wire.Json.WriteNumber(
                "tokenLifespanInMinutes",
                call.World.Switches.MediaTokenSeconds / 60
            );
            wire.Json.WriteEndObject();
        });
    }

    private static Answer Create(AssetsCall call)
    {
        call.RequireManager();
        var schema = call.Body.Id("objectSchemaId") is { } id ? call.VisibleSchema(id) : null;
        var name = call.Body.RequiredText("name");
        Names.CheckShort("name", name);
        var icon = new Icon
        {
            Id = call.World.Counters.NextIcon(),
            Name = name,
            Png = Uploaded(call),
            SchemaId = schema?.Id,
        };
        call.World.Icons.Add(icon.Id, icon);
        return Answer.Created(wire => ConfigurationJson.WriteIcon(wire, icon));
    }

    private static Answer Update(AssetsCall call)
    {
        call.RequireManager();
        var icon = call.RouteIcon;
        var name = call.Body.RequiredText("name");
        Names.CheckShort("name", name);
        (icon.Name, icon.Png) = (name, Uploaded(call));
        return Answer.Ok(wire => ConfigurationJson.WriteIcon(wire, icon));
    }

    private static Answer Delete(AssetsCall call)
    {
        call.RequireManager();
        var icon = call.RouteIcon;
        if (icon.BuiltIn || call.World.Types.Values.Any(type => type.IconId == icon.Id))
            throw Refusal.Bad("The icon is in use");
        call.World.Icons.Remove(icon.Id);
        return Answer.Empty;
    }

    private static byte[] Uploaded(AssetsCall call)
    {
        var file = call.World.Media.Find(call.Body.RequiredText("mediaFileUuid"))?.ToArray();
        return file is not null && IconImage.IsPng(file)
            ? file
            : throw Refusal.BadField("mediaFileUuid", "The uploaded file is not a PNG image");
    }
}
