using System.Numerics;

namespace AssetsBackup.Vault;

/// <summary>
/// A hash table from record id to a number above 0, open addressing over two flat arrays: 20 bytes a slot, between 38 % and
/// 75 % of them in use. A dictionary would take three times that. Ids are uniform already, so their own bits are the hash.
/// Not safe for several threads.
/// </summary>
internal sealed class RecordIndex
{
    private const int SmallestCapacity = 1024;

    private RecordId[] ids = new RecordId[SmallestCapacity];
    private uint[] values = new uint[SmallestCapacity];

    internal int Count { get; private set; }

    /// <summary>The value of the id; 0 when it is not there.</summary>
    internal uint this[RecordId id]
    {
        get => values[SlotOf(id)];
        set
        {
            ArgumentOutOfRangeException.ThrowIfZero(value);
            var slot = SlotOf(id);
            if (values[slot] == 0)
                slot = Reserve(id, slot);
            values[slot] = value;
        }
    }

    /// <summary>False when the id is already there; its value is unchanged then.</summary>
    internal bool TryAdd(RecordId id, uint value)
    {
        var added = this[id] == 0;
        if (added)
            this[id] = value;
        return added;
    }

    /// <summary>Makes room for so many records at once, without growing in steps.</summary>
    internal void EnsureCapacity(int records)
    {
        var capacity = (int)BitOperations.RoundUpToPowerOf2((uint)(records * 4L / 3 + 1));
        if (capacity > ids.Length)
            Resize(capacity);
    }

    private int Reserve(RecordId id, int slot)
    {
        if ((Count + 1) * 4L > ids.Length * 3L)
        {
            Resize(ids.Length * 2);
            slot = SlotOf(id);
        }
        ids[slot] = id;
        Count++;
        return slot;
    }

    private int SlotOf(RecordId id)
    {
        var mask = ids.Length - 1;
        var slot = (int)id.Low & mask;
        while (values[slot] != 0 && ids[slot] != id)
            slot = (slot + 1) & mask;
        return slot;
    }

    private void Resize(int capacity)
    {
        var (oldIds, oldValues) = (ids, values);
        ids = new RecordId[capacity];
        values = new uint[capacity];
        for (var i = 0; i < oldIds.Length; i++)
        {
            if (oldValues[i] != 0)
            {
                var slot = SlotOf(oldIds[i]);
                (ids[slot], values[slot]) = (oldIds[i], oldValues[i]);
            }
        }
    }
}
