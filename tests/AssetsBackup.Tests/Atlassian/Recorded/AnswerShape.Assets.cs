using System.Text.Json;
using AssetsBackup.Atlassian.Assets;
using AssetsBackup.Atlassian.DataCenter;
using AssetsBackup.Features.Snapshots.Capture.Normalising;
using AssetsBackup.Features.Snapshots.Capture.Parts;
using AssetsBackup.Features.Snapshots.Records;

namespace AssetsBackup.Tests.Atlassian.Recorded;

/// <summary>Answers of Assets (contract §5, §11), but for objects and what hangs on them.</summary>
internal sealed partial record AnswerShape
{
    private static IReadOnlyList<AnswerShape> OfAssets =>
        [
            new("schemas of a Data Center", Object("objectschemas"))
            {
                Check = body =>
                    ShouldBeLines(
                        Read<SchemaEnvelope>(body).ObjectSchemas,
                        Items(body, "objectschemas")
                    ),
            },
            new("page of schemas", Wrapped("values", "id", "objectSchemaKey"))
            {
                Check = body =>
                {
                    var page = Read<SchemaPage>(body);
                    ShouldBeLines(page.Values, Items(body, "values"));
                    page.IsLast.ToString()
                        .ShouldBe(Raw(body, "isLast"), StringCompareShould.IgnoreCase);
                },
            },
            new("schema", Object("id", "objectSchemaKey")) { Check = Schema },
            new("object types", ListOf("id", "abstractObjectType")) { Check = Types },
            new("attributes", ListOf("id", "name", "minimumCardinality")) { Check = Attributes },
            .. OfObjects,
            new("statuses", ListOf("id", "name", "category")) { Check = Statuses },
            new("reference types", ListOf("id", "name", "color", "removable"))
            {
                Check = ReferenceTypes,
            },
            new("icons", ListOf("id", "name", "url48"))
            {
                Check = body =>
                {
                    foreach (var icon in body.Items())
                        RecordJson
                            .Read<IconRecord>(
                                DefinitionNormaliser.Icon(icon.Text("id"u8)!, icon.Text("name"u8)!)
                            )
                            .ShouldBe(new IconRecord(Raw(icon, "id")!, Raw(icon, "name")!));
                },
            },
            new("settings of a schema", Object("allowOtherObjectSchema"))
            {
                Check = body =>
                    Read<SchemaConfiguration>(body)
                        .AllowOtherObjectSchema.ToString()
                        .ShouldBe(Raw(body, "allowOtherObjectSchema")),
            },
            new("counts of schemas", Object("perSchemaUsageInfo"))
            {
                Check = body =>
                    Read<WorkspaceUsage>(body)
                        .PerSchemaUsageInfo!.Select(schema => schema.SchemaId)
                        .ShouldBe(Raws(Items(body, "perSchemaUsageInfo"), "schemaId")),
            },
            new("counts of schemas of a Data Center", ListOf("schemaId", "totalObjectCount"))
            {
                Check = body =>
                    Read<IReadOnlyList<SchemaStats>>(body)
                        .Select(schema => schema.SchemaId)
                        .ShouldBe(Raws(Items(body), "schemaId")),
            },
            new("role", Object("id", "name", "actors"))
            {
                Check = body =>
                {
                    var role = JsonElement.Parse(RoleNormaliser.Role(body));
                    (Raw(role, "id"), Raw(role, "name")).ShouldBe(
                        (Raw(body, "id"), Raw(body, "name"))
                    );
                    role.GetProperty("actors")
                        .GetArrayLength()
                        .ShouldBe(body.GetProperty("actors").GetArrayLength());
                },
            },
            new("names of roles", IsRoles)
            {
                Check = body =>
                    RoleCapture
                        .Ids(body)
                        .ShouldBe(
                            body.EnumerateObject()
                                .Select(role => role.Value.ToString().Split('/')[^1])
                        ),
            },
        ];

    private static bool IsRoles(JsonElement body) =>
        body.ValueKind == JsonValueKind.Object
        && body.EnumerateObject().Any()
        && body.EnumerateObject()
            .All(role => role.Value.ToString().Contains("/config/role/", StringComparison.Ordinal));

    private static void ShouldBeLines(IReadOnlyList<SchemaLine>? lines, List<JsonElement> raw)
    {
        lines.ShouldNotBeNull();
        lines.Select(line => line.Id).ShouldBe(Raws(raw, "id"));
        lines.Select(line => line.Name).ShouldBe(Raws(raw, "name"));
        lines.Select(line => line.ObjectSchemaKey).ShouldBe(Raws(raw, "objectSchemaKey"));
        lines.Select(line => line.ObjectCount?.ToString()).ShouldBe(Raws(raw, "objectCount"));
        lines
            .Select(line => line.ObjectTypeCount?.ToString())
            .ShouldBe(Raws(raw, "objectTypeCount"));
    }

    private static void Schema(JsonElement body)
    {
        var schema = RecordJson
            .Read<SchemaRecord>(DefinitionNormaliser.Schema(body, configuration: null))
            .Schema;
        (schema.Id, schema.Name, schema.ObjectSchemaKey).ShouldBe(
            (Raw(body, "id")!, Raw(body, "name")!, Raw(body, "objectSchemaKey")!)
        );
    }

    private static void Types(JsonElement body)
    {
        var raw = Items(body);
        var types = body.Items()
            .Select(type =>
                RecordJson.Read<ObjectTypeRecord>(DefinitionNormaliser.ObjectType(type))
            )
            .ToList();
        types.Select(type => type.Id).ShouldBe(Raws(raw, "id"));
        types.Select(type => type.Name).ShouldBe(Raws(raw, "name"));
        types.Select(type => type.ParentObjectTypeId).ShouldBe(Raws(raw, "parentObjectTypeId"));
        types.Select(type => type.ObjectSchemaId).ShouldBe(Raws(raw, "objectSchemaId"));
        types.Select(type => type.Position.ToString()).ShouldBe(Raws(raw, "position"));
        types
            .Select(type => type.AbstractObjectType.ToString())
            .ShouldBe(Raws(raw, "abstractObjectType"));
        types.Select(type => type.Icon).ShouldBe(raw.Select(type => Embedded(type, "icon")));
    }

    private static void Attributes(JsonElement body)
    {
        var raw = Items(body);
        var attributes = RecordJson
            .Read<AttributeListRecord>(DefinitionNormaliser.Attributes("7", body.Items()))
            .Attributes;
        attributes.Select(attribute => attribute.Id).ShouldBe(Raws(raw, "id"), ignoreOrder: true);
        foreach (var attribute in attributes)
        {
            var source = raw.Single(one => Raw(one, "id") == attribute.Id);
            attribute.Name.ShouldBe(Raw(source, "name"));
            attribute.Kind.ShouldNotBeNull();
            (attribute.Type?.ToString()).ShouldBe(Raw(source, "type"));
            (attribute.DefaultType?.Id.ToString()).ShouldBe(Embedded(source, "defaultType"));
            attribute.ReferenceType.ShouldBe(Embedded(source, "referenceType"));
            attribute.ReferenceObjectTypeId.ShouldBe(Raw(source, "referenceObjectTypeId"));
            attribute.Label.ToString().ShouldBe(Raw(source, "label"));
            (
                attribute.MinimumCardinality?.ToString(),
                attribute.MaximumCardinality?.ToString()
            ).ShouldBe((Raw(source, "minimumCardinality"), Raw(source, "maximumCardinality")));
        }
    }

    private static void Statuses(JsonElement body)
    {
        foreach (var source in body.Items())
        {
            var status = RecordJson.Read<StatusRecord>(DefinitionNormaliser.Configured(source));
            (status.Id, status.Name, status.Category.ToString()).ShouldBe(
                (Raw(source, "id")!, Raw(source, "name")!, Raw(source, "category")!)
            );
        }
    }

    private static void ReferenceTypes(JsonElement body)
    {
        foreach (var source in body.Items())
        {
            var type = RecordJson.Read<ReferenceTypeRecord>(
                DefinitionNormaliser.Configured(source)
            );
            (type.Id, type.Name, type.Color).ShouldBe(
                (Raw(source, "id")!, Raw(source, "name")!, Raw(source, "color"))
            );
        }
    }

    /// <summary>The id of what stands in a member.</summary>
    private static string? Embedded(JsonElement source, string name) =>
        source.TryGetProperty(name, out var embedded) ? Raw(embedded, "id") : null;
}
