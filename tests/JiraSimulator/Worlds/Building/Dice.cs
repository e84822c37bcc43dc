namespace JiraSimulator.Worlds;

/// <summary>Seeded random numbers (SplitMix64): the same seed makes the same world on every machine.</summary>
internal sealed class Dice(ulong seed)
{
    private ulong state = seed;

    /// <summary>A number that follows from its arguments alone.</summary>
    public static ulong Mix(ulong value)
    {
        value += 0x9e3779b97f4a7c15;
        value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9;
        value = (value ^ (value >> 27)) * 0x94d049bb133111eb;
        return value ^ (value >> 31);
    }

    public int Below(int bound)
    {
        state += 0x9e3779b97f4a7c15;
        return (int)(Mix(state) % (ulong)bound);
    }

    public int Between(int low, int high) => low + Below(high - low + 1);

    public bool Chance(int percent) => Below(100) < percent;

    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    public void Shuffle<T>(IList<T> items)
    {
        for (var i = items.Count - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    /// <summary>Letters for A, digits for 0, everything else as it stands.</summary>
    public string Fill(string pattern) =>
        string.Concat(
            pattern.Select(c =>
                c switch
                {
                    'A' => (char)('A' + Below(26)),
                    '0' => (char)('0' + Below(10)),
                    _ => c,
                }
            )
        );
}
