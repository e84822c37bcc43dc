using System.Collections;

namespace JiraSimulator.Worlds;

/// <summary>
/// Objects 1 to COUNT that exist only as arithmetic. Types repeat in a fixed cycle of slots, so that the n-th object of a type,
/// and the place of an id within its type, are found without looking at any other object.
/// </summary>
internal sealed class CountedObjects(
    int count,
    IReadOnlyList<long> typeOfSlot,
    Func<long, long, AssetObject> make
)
{
    private readonly Dictionary<long, int[]> slotsOfType = typeOfSlot
        .Select((type, slot) => (type, slot))
        .GroupBy(pair => pair.type, pair => pair.slot)
        .ToDictionary(group => group.Key, group => group.ToArray());

    public int Count => count;

    public bool Contains(long id) => id >= 1 && id <= count;

    public long TypeOf(long id) => typeOfSlot[(int)((id - 1) % typeOfSlot.Count)];

    public AssetObject? Find(long id) => Contains(id) ? make(id, TypeOf(id)) : null;

    public IReadOnlyList<long> IdsOf(long typeId, long from, long to)
    {
        if (!slotsOfType.TryGetValue(typeId, out var slots))
            return [];
        var first = CountBefore(slots, Math.Clamp(from - 1, 0, count));
        var end = CountBefore(slots, Math.Clamp(to - 1, 0, count));
        return new Ids(slots, typeOfSlot.Count, first, Math.Max(0, end - first));
    }

    /// <summary>How many objects of these slots have a zero-based index below <paramref name="index"/>.</summary>
    private int CountBefore(int[] slots, long index)
    {
        var (cycles, rest) = Math.DivRem(index, typeOfSlot.Count);
        return (int)(cycles * slots.Length) + slots.Count(slot => slot < rest);
    }

    private sealed class Ids(int[] slots, int cycle, int first, int length) : IReadOnlyList<long>
    {
        public int Count => length;

        public long this[int index]
        {
            get
            {
                ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, length);
                var (cycles, rest) = Math.DivRem(first + index, slots.Length);
                return 1 + ((long)cycles * cycle) + slots[rest];
            }
        }

        public IEnumerator<long> GetEnumerator()
        {
            for (var i = 0; i < length; i++)
                yield return this[i];
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
