using System.Globalization;
using JiraSimulator.Assets;
using JiraSimulator.DataCenter.Shapes;
using JiraSimulator.Worlds;

namespace JiraSimulator.DataCenter;

/// <summary>Single objects with what is known of their past; archived ones are found here too.</summary>
internal static class ServerObjects
{
    private const int LargestAvatar = 288;
    private const int Abbreviated = 100;

    public static IReadOnlyList<DataCenterRoute> Routes { get; } =
    [
        DataCenterRoute.Assets(
            "/object/{id}",
            "loadObject",
            Read,
            "includeAttributes",
            "includeExtendedInfo"
        ),
        DataCenterRoute.Assets("/object/{id}/attributes", "findObjectAttributes", Attributes),
        DataCenterRoute.Assets(
            "/object/{id}/history",
            "findObjectHistory",
            History,
            "asc",
            "abbreviate",
            "orderAsc"
        ),
        DataCenterRoute.Assets(
            "/object/{id}/avatar.png",
            "getObjectAvatar",
            Avatar,
            "size",
            "uuid"
        ),
    ];

    /// <summary>By id, or by key.</summary>
    public static AssetObject Routed(AssetsCall call)
    {
        var text = call.Route("id");
        var number = text[(text.LastIndexOf('-') + 1)..];
        if (!long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            throw Refusal.NotFound();
        var found = call.VisibleObject(id);
        return number == text || call.World.KeyOf(found) == text ? found : throw Refusal.NotFound();
    }

    private static Answer Read(AssetsCall call)
    {
        var found = Routed(call);
        var view = new ObjectView
        {
            Depth = call.Text("includeAttributes") is "false" ? 0 : 1,
            WithDefinitions = call.World.Switches.DefinitionsInServerObjects,
            WithExtendedInfo = call.Flag("includeExtendedInfo"),
        };
        return Answer.Ok(wire => ObjectShape.Write(wire, found, view));
    }

    private static Answer Attributes(AssetsCall call)
    {
        var found = Routed(call);
        var view = new ObjectView { Depth = 1, WithDefinitions = true };
        return Answer.Ok(wire => ObjectShape.WriteAttributes(wire, found, view));
    }

    private static Answer History(AssetsCall call)
    {
        var owner = Routed(call);
        var oldestFirst = (call.Text("asc") ?? call.Text("orderAsc")) is { } asked
            ? asked is "true"
            : !call.World.Switches.HistoryNewestFirst;
        var entries = oldestFirst ? owner.Parts.History : Enumerable.Reverse(owner.Parts.History);
        int? longest = call.Flag("abbreviate") ? Abbreviated : null;
        return Answer.Ok(wire =>
            wire.Array(entries, entry => PartShapes.WriteHistory(wire, owner, entry, longest))
        );
    }

    private static Answer Avatar(AssetsCall call)
    {
        var owner = Routed(call);
        var size = Math.Clamp(call.Number("size", LargestAvatar), 1, LargestAvatar);
        if (owner.Avatar is not { } avatar)
        {
            return IconEndpoints.Sized(
                call.World.Icons[call.World.Types[owner.TypeId].IconId],
                size
            );
        }
        return Answer.Image(
            avatar.Drawing is { } drawing
                ? IconImage.Draw(drawing, size)
                : call.World.Media.Find(avatar.FileId)!.ToArray()
        );
    }
}
