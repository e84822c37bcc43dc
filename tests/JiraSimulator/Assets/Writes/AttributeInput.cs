using System.Text.Json;
using JiraSimulator.Assets.Json;
using JiraSimulator.Worlds;

namespace JiraSimulator.Assets;

/// <summary>Reads a definition from a body: members that are named replace those of the definition before (contract §6.2).</summary>
internal static class AttributeInput
{
    private static readonly string[] WholeDefinition =
    [
        "name",
        "type",
        "minimumCardinality",
        "maximumCardinality",
    ];

    public static AttributeSettings Blank(AssetsBody body) =>
        new()
        {
            Name = body.RequiredText("name"),
            Kind = body.Number("type") ?? throw Refusal.BadField("type", "type is required"),
        };

    public static bool IsWholeDefinition(AssetsBody body) =>
        Array.TrueForAll(WholeDefinition, body.Has);

    public static AttributeSettings Read(AssetsCall call, AttributeSettings before)
    {
        var body = call.Body;
        if ((body.Number("type") ?? before.Kind) != before.Kind)
            throw Refusal.BadField("type", "The type of an attribute cannot change");
        var read = before with
        {
            Name = body.Text("name") ?? before.Name,
            Label = body.Flag("label") ?? before.Label,
            Description = body.Text("description") ?? before.Description,
            MinimumCardinality = body.Number("minimumCardinality") ?? before.MinimumCardinality,
            MaximumCardinality = body.Number("maximumCardinality") ?? before.MaximumCardinality,
            Suffix = body.Text("suffix") ?? before.Suffix,
            IncludeChildObjectTypes =
                body.Flag("includeChildObjectTypes") ?? before.IncludeChildObjectTypes,
            Hidden = body.Flag("hidden") ?? before.Hidden,
            Unique = body.Flag("uniqueAttribute") ?? before.Unique,
            Summable = body.Flag("summable") ?? before.Summable,
            Regex = body.Text("regexValidation") ?? before.Regex,
            QlQuery = body.Text("qlQuery") ?? body.Text("iql") ?? before.QlQuery,
            Options = body.Text("options") ?? before.Options,
            TypeValueMulti = body.Texts("typeValueMulti") ?? before.TypeValueMulti,
        };
        return read.Kind switch
        {
            AttributeKind.Default => WithDefaultType(body, read),
            AttributeKind.Reference => WithReference(call, read),
            _ => read with
            {
                AdditionalValue = body.Text("additionalValue") ?? before.AdditionalValue,
            },
        };
    }

    private static AttributeSettings WithDefaultType(AssetsBody body, AttributeSettings read)
    {
        var number = body.Number("defaultTypeId") ?? Embedded(body) ?? (int?)read.DefaultType;
        if (number is not { } id || !Enum.IsDefined((DefaultType)id))
            throw Refusal.BadField("defaultTypeId", "defaultTypeId is required for type 0");
        return read with
        {
            DefaultType = (DefaultType)id,
            AdditionalValue = body.Text("additionalValue") ?? read.AdditionalValue,
        };
    }

    /// <summary>configure is called with the definition as it was read.</summary>
    private static int? Embedded(AssetsBody body) =>
        body.Has("defaultType")
        && body.Element.GetProperty("defaultType") is { ValueKind: JsonValueKind.Object } type
            ? new AssetsBody(type).Number("id")
            : null;

    private static AttributeSettings WithReference(AssetsCall call, AttributeSettings read)
    {
        var body = call.Body;
        var target = body.Id("typeValue") ?? read.ReferenceObjectTypeId;
        var kind = body.Text("additionalValue") is { } text
            ? WireIds.Read(text, call.World.Switches)
            : read.ReferenceTypeId;
        if (target is not { } typeId || !call.World.Types.ContainsKey(typeId))
            throw Refusal.BadField("typeValue", "The referenced object type does not exist");
        return kind is { } kindId && call.World.ReferenceTypes.ContainsKey(kindId)
            ? read with
            {
                ReferenceObjectTypeId = typeId,
                ReferenceTypeId = kindId,
            }
            : throw Refusal.BadField("additionalValue", "The reference type does not exist");
    }
}
