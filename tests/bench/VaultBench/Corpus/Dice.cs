namespace VaultBench.Corpus;

/// <summary>
/// Numbers that are the same for the same seeds in every version of the runtime, which the runtime's own generator does not
/// promise (splitmix64).
/// </summary>
internal struct Dice(ulong seed)
{
    private ulong state = seed;

    /// <summary>A seed made of three numbers.</summary>
    internal static Dice Of(int first, int second, int third) =>
        new(Mix(Mix(Mix((ulong)first + 1) + (ulong)second) + (ulong)third));

    internal ulong Next() => Mix(state += 0x9E3779B97F4A7C15);

    /// <summary>A number below <paramref name="limit"/>.</summary>
    internal int Below(int limit) => (int)((UInt128)Next() * (ulong)limit >> 64);

    /// <summary>A number below <paramref name="limit"/>, small ones far more often, as words and options are.</summary>
    internal int Skewed(int limit)
    {
        var roll = (Next() >> 11) * (1.0 / (1UL << 53));
        return (int)(roll * roll * roll * limit);
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
