using System.Text.Json;
using System.Text.Json.Serialization;

namespace AssetsBackup.Features.Snapshots.Records;

/// <param name="Icon">Id of its icon.</param>
/// <param name="Position">From 0 among the children of one parent.</param>
/// <param name="ParentObjectTypeId">Null for a root.</param>
/// <param name="Inherited">Its children inherit its attributes.</param>
/// <param name="AbstractObjectType">It holds no objects.</param>
/// <param name="ParentObjectTypeInherited">It inherits from its parent.</param>
internal sealed record ObjectTypeRecord(
    string Id,
    string Name,
    string? Description,
    string? Icon,
    int Position,
    string? ParentObjectTypeId,
    string? ObjectSchemaId,
    bool Inherited,
    bool AbstractObjectType,
    bool ParentObjectTypeInherited
)
{
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Others { get; init; }
}
