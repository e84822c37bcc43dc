using System.Globalization;
using JiraSimulator.Assets;
using JiraSimulator.DataCenter.Shapes;
using JiraSimulator.Worlds;

namespace JiraSimulator.DataCenter;

/// <summary>Archived objects, which no search finds, in pages by offset; versions before Assets have no archive.</summary>
internal static class ServerArchive
{
    public static IReadOnlyList<DataCenterRoute> Routes { get; } =
    [
        DataCenterRoute
            .Assets(
                "/object/archived",
                "getArchivedObjects",
                List,
                "objectSchemaId",
                "objectTypeIds",
                "archivedFromDate",
                "archivedToDate",
                "archivedBy",
                "offset",
                "limit"
            )
            .While(switches => !switches.AssetsBaseMissing),
    ];

    private static Answer List(AssetsCall call)
    {
        var offset = call.Number("offset", 0);
        var limit = Math.Min(call.Number("limit", 25), call.World.Switches.LargestServerPage);
        var all = Asked(call).ToList();
        var page = all.Skip(offset).Take(limit).ToList();
        return Answer.Ok(wire =>
        {
            wire.Json.WriteStartObject();
            wire.Json.WriteNumber("offset", offset);
            wire.Json.WriteNumber("limit", limit);
            wire.Json.WriteNumber("count", page.Count);
            wire.Json.WriteNumber("total", all.Count);
            wire.Json.WritePropertyName("results");
            wire.Array(page, new ArchivedShape(wire).Write);
            wire.Json.WriteEndObject();
        });
    }

    private static IEnumerable<AssetObject> Asked(AssetsCall call)
    {
        var schema = call.QuerySchema();
        var types = call.Request.Query["objectTypeIds"].SelectMany(text => text!.Split(','));
        var (from, to) = (Moment(call, "archivedFromDate"), Moment(call, "archivedToDate"));
        return call.World.Objects.Archived.Where(found =>
            IsVisible(call, found)
            && (schema is null || SchemaOf(call, found) == schema.Id)
            && (!types.Any() || types.Contains(Text(found.TypeId)))
            && found.Archival!.At >= (from ?? DateTimeOffset.MinValue)
            && found.Archival.At <= (to ?? DateTimeOffset.MaxValue)
            && (call.Text("archivedBy") ?? found.Archival.AccountId) == found.Archival.AccountId
        );
    }

    private static bool IsVisible(AssetsCall call, AssetObject found) =>
        call.Caller.HasAssetsRole
        && !call.World.IsHidden(SchemaOf(call, found))
        && !call.World.IsClosed(SchemaOf(call, found));

    private static long SchemaOf(AssetsCall call, AssetObject found) =>
        call.World.Types[found.TypeId].SchemaId;

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);

    private static DateTimeOffset? Moment(AssetsCall call, string name)
    {
        if (call.Text(name) is not { } text)
            return null;
        return DateTimeOffset.TryParse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var moment
        )
            ? moment
            : throw Refusal.Bad($"{name} is not a date");
    }
}
