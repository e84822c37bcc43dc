using System.Text.Json;
using AssetsBackup.Features.Snapshots.Capture.Normalising;

namespace AssetsBackup.Features.Snapshots.Capture;

/// <summary>
/// The attributes that each type owns. Inherited ones share the id of their owner's (contract §10 row 6): where a site
/// lists them at a child all the same, they are taken away there.
/// </summary>
internal static class OwnedAttributes
{
    public static IReadOnlyDictionary<string, IReadOnlyList<JsonElement>> Of(
        IReadOnlyList<JsonElement> types,
        IReadOnlyDictionary<string, IReadOnlyList<JsonElement>> listed
    )
    {
        var parents = types.ToDictionary(
            type => type.Text("id"u8)!,
            type => type.Text("parentObjectTypeId"u8),
            StringComparer.Ordinal
        );
        return listed.ToDictionary(
            pair => pair.Key,
            pair =>
            {
                var inherited = Ancestors(pair.Key, parents)
                    .SelectMany(ancestor => listed.GetValueOrDefault(ancestor) ?? [])
                    .Select(attribute => attribute.Text("id"u8))
                    .ToHashSet(StringComparer.Ordinal);
                return (IReadOnlyList<JsonElement>)
                    [.. pair.Value.Where(attribute => !inherited.Contains(attribute.Text("id"u8)))];
            },
            StringComparer.Ordinal
        );
    }

    private static IEnumerable<string> Ancestors(string typeId, Dictionary<string, string?> parents)
    {
        var passed = new HashSet<string>(StringComparer.Ordinal) { typeId };
        for (
            var parent = parents.GetValueOrDefault(typeId);
            parent is not null && passed.Add(parent);
            parent = parents.GetValueOrDefault(parent)
        )
            yield return parent;
    }
}
