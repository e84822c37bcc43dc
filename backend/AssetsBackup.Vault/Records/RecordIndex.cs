using System.Numerics;
using System.Runtime.InteropServices;

namespace AssetsBackup.Vault;

/// <summary>
/// A hash table from record id to a number above 0, open addressing over one flat array: 20 bytes a slot, between 38 % and
/// 75 % of them in use. A dictionary would take three times that. Ids are uniform already, so their own bits are the hash.
/// Not safe for several threads.
/// </summary>
internal sealed class RecordIndex
{
    private const int SmallestCapacity = 1024;

    private Slot[] slots = new Slot[SmallestCapacity];

    internal int Count { get; private set; }

    /// <summary>The value of the id; 0 when it is not there.</summary>
    internal uint this[RecordId id]
    {
        get => slots[SlotOf(id)].Value;
        set
        {
            ArgumentOutOfRangeException.ThrowIfZero(value);
            GetOrAdd(id) = value;
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

    /// <summary>Where the value of the id is kept; 0 when it is new, and then the caller must set it.</summary>
    internal ref uint GetOrAdd(RecordId id)
    {
        if ((Count + 1) * 4L > slots.Length * 3L)
            Resize(slots.Length * 2);
        ref var slot = ref slots[SlotOf(id)];
        if (slot.Value == 0)
        {
            slot.Id = id;
            Count++;
        }
        return ref slot.Value;
    }

    /// <summary>Makes room for so many records at once, without growing in steps.</summary>
    internal void EnsureCapacity(int records)
    {
        var capacity = (int)BitOperations.RoundUpToPowerOf2((uint)(records * 4L / 3 + 1));
        if (capacity > slots.Length)
            Resize(capacity);
    }

    /// <summary>
    /// Brings the slots of some ids into the processor's cache. In a large table each look-up waits for memory; asked for
    /// together, a dozen of them wait but once.
    /// </summary>
    internal void Fetch(ReadOnlySpan<PackEntry> entries)
    {
        var mask = slots.Length - 1;
        foreach (ref readonly var entry in entries)
            Volatile.Read(ref slots[(int)entry.Id.Low & mask].Value);
    }

    private int SlotOf(RecordId id)
    {
        var mask = slots.Length - 1;
        var position = (int)id.Low & mask;
        while (slots[position].Value != 0 && slots[position].Id != id)
            position = (position + 1) & mask;
        return position;
    }

    private void Resize(int capacity)
    {
        var old = slots;
        slots = HugePages.Allocate<Slot>(capacity);
        foreach (var slot in old)
        {
            if (slot.Value != 0)
                slots[SlotOf(slot.Id)] = slot;
        }
    }

    [StructLayout(LayoutKind.Sequential, Pack = sizeof(uint))]
    private struct Slot
    {
        internal RecordId Id;
        internal uint Value;
    }
}
