using System.Collections.Concurrent;

namespace AssetsBackup.Doors.Connect;

/// <summary>A small memory of answers, each with its own end. When full, the answers that have ended go; then all do.</summary>
internal sealed class ExpiringCache<TKey, TValue>(TimeProvider clock)
    where TKey : notnull
{
    private const int Capacity = 10_000;

    private readonly ConcurrentDictionary<TKey, (TValue Value, DateTimeOffset Until)> entries =
        new();

    public bool TryGet(TKey key, out TValue? value)
    {
        var found = entries.TryGetValue(key, out var entry) && entry.Until > clock.GetUtcNow();
        value = found ? entry.Value : default;
        return found;
    }

    public void Set(TKey key, TValue value, TimeSpan life)
    {
        if (entries.Count >= Capacity)
            MakeRoom();
        entries[key] = (value, clock.GetUtcNow() + life);
    }

    public void Remove(TKey key) => entries.TryRemove(key, out _);

    private void MakeRoom()
    {
        var now = clock.GetUtcNow();
        foreach (var ended in entries.Where(entry => entry.Value.Until <= now))
            entries.TryRemove(ended);
        if (entries.Count >= Capacity)
            entries.Clear();
    }
}
