using System.Text.Json;
using System.Text.Json.Serialization;

namespace AssetsBackup.Features.Snapshots.Records;

/// <param name="Color">As read: with or without a number sign (contract §5.15).</param>
/// <param name="ObjectSchemaId">Null for a global one.</param>
internal sealed record ReferenceTypeRecord(
    string Id,
    string Name,
    string? Description,
    string? Color,
    bool? Removable,
    string? ObjectSchemaId
)
{
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Others { get; init; }
}
