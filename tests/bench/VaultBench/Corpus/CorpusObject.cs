using System.Globalization;
using System.Text;
using AssetsBackup.Vault;

namespace VaultBench.Corpus;

/// <summary>
/// Objects of a fixed world as a capture hands them to the vault: canonical JSON, and what the tree entry says of them. The
/// same number and generation give the same bytes on every machine. In each generation after the first, one object in a
/// hundred has changed, spread evenly: its time, and one attribute.
/// </summary>
internal sealed record CorpusObject(
    string Group,
    string Id,
    string Key,
    string Label,
    long UpdatedUtcTicks,
    ReadOnlyMemory<byte> Content
)
{
    internal const int FirstId = 100_000;

    private const int OneIn = 100;

    // An attribute is without a value, and then not in the record, about so often in a hundred.
    private const int Empty = 15;

    internal static IEnumerable<CorpusObject> All(int objects, int generation) =>
        Enumerable.Range(0, objects).Select(number => At(number, generation));

    internal static bool HasChanged(int number, int generation) =>
        generation > 0 && Dice.Of(number, generation, OneIn).Below(OneIn) == 0;

    internal static CorpusObject At(int number, int generation)
    {
        var type = ObjectType.Of(number);
        var changes = Enumerable.Range(1, generation).Where(g => HasChanged(number, g)).ToArray();
        var dice = Dice.Of(number, 0, -1);
        var label = new StringBuilder();
        Language.Choose(ref dice).Sentence(label, 2 + dice.Below(3), ref dice);
        var json = new StringBuilder(8192).Append("{\"attributes\":[");
        WriteAttributes(json, type, number, changes);
        var id = $"{FirstId + number}";
        var created = AttributeValues.Timestamp(ref dice);
        var change = Dice.Of(number, changes.LastOrDefault(), -2);
        var updated = AttributeValues.Timestamp(ref change);
        json.Append(
            CultureInfo.InvariantCulture,
            $"],\"created\":\"{created}\",\"hasAvatar\":false,\"id\":\"{id}\",\"label\":\"{label}\",\"objectKey\":\"ITSM-{id}\",\"objectTypeId\":\"{type.Id}\",\"updated\":\"{updated}\"}}"
        );
        return new CorpusObject(
            type.Id,
            id,
            $"ITSM-{id}",
            label.ToString(),
            DateTimeOffset.Parse(updated, CultureInfo.InvariantCulture).UtcTicks,
            Encoding.UTF8.GetBytes(json.ToString())
        );
    }

    /// <exception cref="InvalidOperationException">The generator does not write the vault's canonical form.</exception>
    internal void CheckCanonical()
    {
        if (!CanonicalJson.Write(Content).AsSpan().SequenceEqual(Content.Span))
            throw new InvalidOperationException($"Object {Id} is not in canonical form");
    }

    private static void WriteAttributes(
        StringBuilder json,
        ObjectType type,
        int number,
        int[] changes
    )
    {
        var count = type.Attributes.Length;
        for (var i = 0; i < count; i++)
        {
            var dice = Dice.Of(number, i, 0);
            if (i > 0 && i < count - 1 && dice.Below(100) < Empty)
                continue;
            var changed = Array.FindLast(changes, g => Dice.Of(number, g, count).Below(count) == i);
            if (changed > 0)
                dice = Dice.Of(number, i, changed);
            json.Append(i == 0 ? "" : ",").Append("{\"objectAttributeValues\":[");
            AttributeValues.Write(type.Attributes[i], number, json, ref dice);
            json.Append(
                CultureInfo.InvariantCulture,
                $"],\"objectTypeAttributeId\":\"{type.FirstAttribute + i}\"}}"
            );
        }
    }
}
