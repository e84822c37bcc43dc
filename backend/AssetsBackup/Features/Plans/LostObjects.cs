using AssetsBackup.Vault;

namespace AssetsBackup.Features.Plans;

/// <summary>The objects of a backup whose records are damaged: how many, and the keys of the first of them.</summary>
internal sealed class LostObjects
{
    private const int KeysTold = 20;
    private readonly List<string> keys = [];

    public long Count { get; private set; }

    public void Add(LostEntries lost)
    {
        Count += lost.Count;
        if (lost.Entry is { } entry && keys.Count < KeysTold)
            keys.Add(entry.Key);
    }

    /// <summary><c>30 objects (ITA-7, …, ITA-44 and 10 more)</c></summary>
    public string InWords()
    {
        var others = Count - keys.Count;
        var named = string.Join(", ", keys);
        return Words.Count(Count, "object")
            + (others, keys.Count) switch
            {
                (_, 0) => " whose keys are lost too",
                (0, _) => $" ({named})",
                _ => $" ({named} and {others:N0} more)",
            };
    }
}
