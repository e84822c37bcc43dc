using System.Collections.Concurrent;
using AssetsBackup.Features.Connections.Storage;
using AssetsBackup.Vault;

namespace AssetsBackup.Features.Vaults.Space;

/// <summary>How much the blobs of a customer take in a place. They are measured now and then; what is written in between is added.</summary>
internal sealed class StorageUse(TimeProvider clock)
{
    private static readonly TimeSpan StaysTrueFor = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<Guid, (long Bytes, long At)> known = new();

    /// <returns>Bytes.</returns>
    public async Task<long> OfAsync(
        StoragePlace place,
        IBlobStore store,
        CancellationToken cancellationToken
    )
    {
        if (
            known.TryGetValue(place.Id, out var last)
            && clock.GetElapsedTime(last.At) < StaysTrueFor
        )
            return last.Bytes;
        var at = clock.GetTimestamp();
        var bytes = 0L;
        await foreach (var blob in store.ListAsync("", cancellationToken))
            bytes += blob.Length;
        known[place.Id] = (bytes, at);
        return bytes;
    }

    public void Added(StoragePlace place, long bytes)
    {
        while (
            known.TryGetValue(place.Id, out var last)
            && !known.TryUpdate(place.Id, (last.Bytes + bytes, last.At), last)
        ) { }
    }

    /// <summary>Whoever was refused looks anew: something may have been freed.</summary>
    public void Forget(StoragePlace place) => known.TryRemove(place.Id, out _);
}
