using System.Text.Json;
using System.Text.Json.Serialization;

namespace AssetsBackup.Features.Snapshots.Records;

/// <param name="Configuration">The schema's switches; null where the site does not tell them.</param>
internal sealed record SchemaRecord(SchemaFacts Schema, SchemaConfiguration? Configuration);

internal sealed record SchemaFacts(
    string Id,
    string Name,
    string ObjectSchemaKey,
    string? Description
)
{
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Others { get; init; }
}

/// <summary>Contract §5.2; null means not told.</summary>
internal sealed record SchemaConfiguration(
    bool? AllowOtherObjectSchema,
    bool? ValidateQuickCreate,
    bool? QuickCreateObjects
)
{
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Others { get; init; }
}
