using AssetsBackup.Features.Snapshots.Records;

namespace AssetsBackup.Features.Plans;

internal static class TypeOrder
{
    /// <summary>
    /// Parents before children, siblings by position. A type whose parent is not among them counts as a root, and so does
    /// the first of a circle of parents: damaged data still restores.
    /// </summary>
    public static IReadOnlyList<ObjectTypeRecord> ParentsFirst(
        IReadOnlyList<ObjectTypeRecord> types
    )
    {
        var ids = types.Select(type => type.Id).ToHashSet();
        var children = types.ToLookup(type =>
            type.ParentObjectTypeId is { } parent && ids.Contains(parent) ? parent : null
        );
        var ordered = new List<ObjectTypeRecord>();
        var placed = new HashSet<string>();
        Place(children[null]);
        Place(types);
        return ordered;

        void Place(IEnumerable<ObjectTypeRecord> siblings)
        {
            var waiting = new Stack<ObjectTypeRecord>(
                siblings
                    .OrderByDescending(type => type.Position)
                    .ThenByDescending(type => type.Name)
            );
            while (waiting.TryPop(out var type))
            {
                if (!placed.Add(type.Id))
                    continue;
                ordered.Add(type);
                foreach (var child in children[type.Id].OrderByDescending(child => child.Position))
                    waiting.Push(child);
            }
        }
    }

    /// <summary>Names from the root down, as people tell types of equal names apart.</summary>
    public static string PathOf(
        ObjectTypeRecord type,
        IReadOnlyDictionary<string, ObjectTypeRecord> byId
    )
    {
        var names = new List<string> { type.Name };
        var seen = new HashSet<string> { type.Id };
        while (
            type.ParentObjectTypeId is { } parent
            && byId.TryGetValue(parent, out var next)
            && seen.Add(parent)
        )
            names.Insert(0, (type = next).Name);
        return string.Join(" / ", names);
    }
}
