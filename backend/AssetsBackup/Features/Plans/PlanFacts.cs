using System.Text.Json;
using System.Text.Json.Serialization;
using AssetsBackup.Vault;

namespace AssetsBackup.Features.Plans;

/// <summary>What a plan's root says of the plan, beside its trees.</summary>
/// <param name="ForeignTypes">Object types of other schemas that are referred to: id at the source, id at the destination.</param>
/// <param name="ObjectsByType">How many objects are created, by type id at the source.</param>
/// <param name="LeftOutValues">How many values or references are left out, by attribute id at the source; null in a plan of the first version.</param>
/// <param name="SchemasToOpen">Schemas of the destination that must allow references from others (contract §5.2).</param>
/// <param name="LostObjects">The objects that the backup cannot give any more, in words; null when it gives all.</param>
internal sealed record PlanFacts(
    Guid SnapshotId,
    string SourceWorkspace,
    string DestinationWorkspace,
    PlanSummary Summary,
    IReadOnlyDictionary<string, string> ForeignTypes,
    IReadOnlyDictionary<string, int> ObjectsByType,
    IReadOnlyList<string> SchemasToOpen,
    IReadOnlyDictionary<string, long>? LeftOutValues = null,
    string? LostObjects = null
)
{
    [JsonIgnore]
    public long ObjectCount => ObjectsByType.Values.Sum(count => (long)count);

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, PlanSummary.Json);

    public static PlanFacts Read(RootReader plan) =>
        JsonSerializer.Deserialize<PlanFacts>(plan.Record.Facts.Span, PlanSummary.Json)
        ?? throw new JsonException("The plan's facts are null.");
}

/// <summary>An object of another schema, as it is found at the destination.</summary>
internal sealed record ForeignObject(string Id, string Key)
{
    public byte[] ToJson() =>
        CanonicalJson.Write(JsonSerializer.SerializeToElement(this, PlanStep.Json));

    public static ForeignObject Read(ReadOnlyMemory<byte> content) =>
        JsonSerializer.Deserialize<ForeignObject>(content.Span, PlanStep.Json)
        ?? throw new JsonException("A foreign object is null.");
}
