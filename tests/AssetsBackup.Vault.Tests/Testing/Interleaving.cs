namespace AssetsBackup.Vault.Tests;

/// <summary>Lets one actor do all its work just before a call of another, for each of its calls in turn.</summary>
internal static class Interleaving
{
    /// <param name="start">The store at the beginning; each round works on a copy.</param>
    /// <param name="main">The actor that is interrupted.</param>
    /// <param name="intruder">The actor that comes in between.</param>
    /// <param name="check">Holds the store to what must be true after both.</param>
    /// <param name="spares">Calls before which the other does not come; null for none.</param>
    /// <returns>The number of rounds: calls that were interrupted.</returns>
    internal static async Task<int> EachCallAsync(
        MemoryBlobStore start,
        Func<IBlobStore, Task> main,
        Func<MemoryBlobStore, Task> intruder,
        Func<MemoryBlobStore, Task> check,
        Func<StoreCall, string, bool>? spares = null
    )
    {
        for (var call = 1; ; call++)
        {
            var store = start.Copy();
            var watched = new WatchedBlobStore(store);
            var (calls, entered) = (0, false);
            watched.Before = (what, name) =>
            {
                if (Interlocked.Increment(ref calls) != call)
                    return Task.CompletedTask;
                entered = true;
                return spares?.Invoke(what, name) == true ? Task.CompletedTask : intruder(store);
            };
            await main(watched);
            if (!entered)
                return call - 1;
            await check(store);
        }
    }
}
