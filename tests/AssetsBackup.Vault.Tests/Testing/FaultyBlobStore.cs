using System.Runtime.CompilerServices;

namespace AssetsBackup.Vault.Tests;

/// <summary>Which call of a store fails, and how.</summary>
/// <param name="Call">The number of the call, from 1, whatever it does.</param>
/// <param name="Afterwards">Whether it fails after it took effect.</param>
/// <param name="IsKill">Whether every later call fails too, as in a killed process; otherwise the store goes on.</param>
public sealed record Fault(int Call, bool Afterwards, bool IsKill)
{
    /// <summary>The ways in which a call can fail.</summary>
    public static TheoryData<bool, bool> Ways =>
        new()
        {
            { false, false },
            { false, true },
            { true, false },
            { true, true },
        };
}

/// <summary>Fails one call, before or after it took effect. Proves that it fired, and counts the calls.</summary>
internal sealed class FaultyBlobStore(IBlobStore inner, Fault fault) : IBlobStore
{
    private int calls;

    internal bool HasFired { get; private set; }

    internal int Calls => calls;

    public async Task PutAsync(
        string name,
        ReadOnlyMemory<byte> content,
        CancellationToken cancellationToken
    )
    {
        var fires = Enter();
        await inner.PutAsync(name, content, cancellationToken);
        ThrowIf(fires);
    }

    public async Task<byte[]> GetAsync(string name, CancellationToken cancellationToken)
    {
        var fires = Enter();
        var content = await inner.GetAsync(name, cancellationToken);
        ThrowIf(fires);
        return content;
    }

    public async IAsyncEnumerable<BlobInfo> ListAsync(
        string prefix,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var fires = Enter();
        try
        {
            await foreach (var blob in inner.ListAsync(prefix, cancellationToken))
                yield return blob;
        }
        finally
        {
            // Also for who stops before its end.
            ThrowIf(fires);
        }
    }

    public async Task DeleteAsync(string name, CancellationToken cancellationToken)
    {
        var fires = Enter();
        await inner.DeleteAsync(name, cancellationToken);
        ThrowIf(fires);
    }

    /// <returns>Whether this call is to fail after it took effect.</returns>
    private bool Enter()
    {
        ThrowIf(HasFired && fault.IsKill);
        var fires = Interlocked.Increment(ref calls) == fault.Call;
        HasFired |= fires;
        ThrowIf(fires && !fault.Afterwards);
        return fires;
    }

    private static void ThrowIf(bool failed)
    {
        if (failed)
            throw new IOException("The store failed on purpose");
    }
}
