using System.Text.Json;
using System.Text.Json.Serialization;

namespace AssetsBackup.Features.Snapshots.Records;

/// <param name="Category">0 inactive, 1 active, 2 pending (contract §5.14).</param>
/// <param name="ObjectSchemaId">Null for a global status.</param>
internal sealed record StatusRecord(
    string Id,
    string Name,
    string? Description,
    int Category,
    string? ObjectSchemaId
)
{
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Others { get; init; }
}
