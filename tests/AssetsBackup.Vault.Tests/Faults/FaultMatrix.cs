using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

/// <summary>
/// Runs something again and again, with another call of its store failing each time, until it has no call left to fail.
/// </summary>
internal static class FaultMatrix
{
    /// <param name="start">The store at the beginning; each round works on a copy.</param>
    /// <param name="afterwards">Whether calls fail after they took effect.</param>
    /// <param name="isKill">Whether the store stays dead.</param>
    /// <param name="run">What is to be interrupted.</param>
    /// <param name="check">Holds the store to what must be true at once, and then to what must be true after a re-run.</param>
    /// <param name="done">Holds the store to what must be true whenever the run says that it has succeeded.</param>
    /// <returns>The number of calls, each of which failed once.</returns>
    internal static async Task<int> EachCallAsync(
        MemoryBlobStore start,
        bool afterwards,
        bool isKill,
        Func<IBlobStore, Task> run,
        Func<MemoryBlobStore, Task> check,
        Action<MemoryBlobStore>? done = null
    )
    {
        for (var call = 1; ; call++)
        {
            var store = start.Copy();
            var faulty = new FaultyBlobStore(store, new Fault(call, afterwards, isKill));
            var failure = await FailureAsync(() => run(faulty));
            if (!faulty.HasFired)
            {
                failure.ShouldBeNull();
                faulty.Calls.ShouldBe(call - 1);
                Cases.Tell(call - 1, nameof(EachCallAsync));
                return call - 1;
            }
            ShouldBeExpected(failure);
            if (failure is null)
                done?.Invoke(store);
            await check(store);
        }
    }

    /// <summary>
    /// None where the run could do without what failed, the store's, one that names what it kept from being read, or a writer's
    /// that failed before by one of these.
    /// </summary>
    private static void ShouldBeExpected(Exception? failure)
    {
        var cause = failure is InvalidOperationException ? failure.InnerException : failure;
        if (cause is IOException or VaultException || failure is null)
            return;
        throw new InvalidOperationException("The fault came out as something else", failure);
    }

    private static async Task<Exception?> FailureAsync(Func<Task> run)
    {
        try
        {
            await run();
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }

    /// <summary>The vault opens and every byte of it is as it should be.</summary>
    internal static async Task ShouldBeSoundAndHoldAsync(
        MemoryBlobStore store,
        Guid id,
        (string Group, string Id, byte[] Content)[] items
    )
    {
        var vault = await OpenAsync(store);
        var report = await vault.VerifyAsync(VerifyScope.All, readData: true, null, Never);
        report.Findings.ShouldBeEmpty();
        await ShouldHoldAsync(vault, id, items);
    }
}
