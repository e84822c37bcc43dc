using JiraSimulator.Assets;
using JiraSimulator.DataCenter.Shapes;

namespace JiraSimulator.DataCenter;

/// <summary>Statuses and reference types: global ones, and those of one schema.</summary>
internal static class ServerConfiguration
{
    public static IReadOnlyList<DataCenterRoute> Routes { get; } =
    [
        DataCenterRoute.Assets("/config/statustype", "findStatusTypes", Statuses, "objectSchemaId"),
        DataCenterRoute.Assets("/config/statustype/{id}", "getStatusType", Status),
        DataCenterRoute.Assets(
            "/config/referencetype",
            "findReferenceTypes",
            References,
            "objectSchemaId",
            "includeAll"
        ),
        DataCenterRoute.Assets(
            "/objectschema/{id}/referencetypes",
            "findSchemaReferenceTypes",
            ReferencesOfSchema
        ),
    ];

    /// <summary>The order differs from Cloud's.</summary>
    private static Answer Statuses(AssetsCall call)
    {
        var schema = call.QuerySchema();
        var statuses = call
            .World.Statuses.Values.Where(status => status.SchemaId == schema?.Id)
            .OrderByDescending(status => status.Category)
            .ToList();
        return Answer.Ok(wire =>
            wire.Array(statuses, status => ConfigurationShape.WriteStatus(wire, status))
        );
    }

    private static Answer Status(AssetsCall call)
    {
        var status =
            call.World.Statuses.GetValueOrDefault(call.RouteId("id")) ?? throw Refusal.NotFound();
        return Answer.Ok(wire => ConfigurationShape.WriteStatus(wire, status));
    }

    private static Answer References(AssetsCall call)
    {
        var schema = call.QuerySchema();
        return Listed(call, schema?.Id, call.Flag("includeAll"));
    }

    private static Answer ReferencesOfSchema(AssetsCall call) =>
        Listed(call, call.RouteSchema.Id, withGlobal: false);

    private static Answer Listed(AssetsCall call, long? schemaId, bool withGlobal)
    {
        var types = call
            .World.ReferenceTypes.Values.Where(type =>
                type.SchemaId == schemaId || (withGlobal && type.SchemaId is null)
            )
            .ToList();
        return Answer.Ok(wire =>
            wire.Array(types, type => ConfigurationShape.WriteReferenceType(wire, type))
        );
    }
}
