using System.Text.Json;
using AssetsBackup.Features.Snapshots.Capture.Normalising;

namespace AssetsBackup.Features.Snapshots.Capture;

/// <summary>A page of a search, normalised.</summary>
/// <param name="Objects">In the order of the page.</param>
/// <param name="ForeignLabels">Objects of other schemas that these refer to.</param>
/// <param name="IsLast">What the page says of itself (contract §1.6).</param>
internal sealed record ObjectPage(
    IReadOnlyList<CapturedRecord> Objects,
    IReadOnlyCollection<CapturedRecord> ForeignLabels,
    bool IsLast
)
{
    public static ObjectPage Of(JsonElement body, string schemaId)
    {
        var (objects, foreign, json) = (
            new List<CapturedRecord>(),
            new ForeignLabels(schemaId),
            new RawJson()
        );
        if (body.Member("values"u8) is { ValueKind: JsonValueKind.Array } values)
            foreach (var source in values.EnumerateArray())
            {
                objects.Add(ObjectNormaliser.Normalise(source, json));
                foreign.Collect(source);
            }
        return new(objects, foreign.Found, body.Flag("isLast"u8));
    }
}
