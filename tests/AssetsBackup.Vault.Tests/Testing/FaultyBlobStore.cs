namespace AssetsBackup.Vault.Tests;

/// <summary>
/// Fails one put, before or after it took effect, and every call after it, as a killed process would. Proves that it fired.
/// </summary>
internal sealed class FaultyBlobStore(IBlobStore inner, int failingPut, bool afterwards)
    : IBlobStore
{
    private readonly Lock gate = new();
    private int puts;

    internal bool HasFired { get; private set; }

    internal int Puts => puts;

    public async Task PutAsync(
        string name,
        ReadOnlyMemory<byte> content,
        CancellationToken cancellationToken
    )
    {
        bool fires;
        lock (gate)
        {
            ThrowIfDead();
            fires = ++puts == failingPut;
            HasFired |= fires;
        }
        if (!fires || afterwards)
        {
            await inner.PutAsync(name, content, cancellationToken);
        }
        if (fires)
        {
            throw new IOException("The store failed on purpose");
        }
    }

    public Task<byte[]> GetAsync(string name, CancellationToken cancellationToken)
    {
        ThrowIfDead();
        return inner.GetAsync(name, cancellationToken);
    }

    public IAsyncEnumerable<BlobInfo> ListAsync(string prefix, CancellationToken cancellationToken)
    {
        ThrowIfDead();
        return inner.ListAsync(prefix, cancellationToken);
    }

    public Task DeleteAsync(string name, CancellationToken cancellationToken)
    {
        ThrowIfDead();
        return inner.DeleteAsync(name, cancellationToken);
    }

    private void ThrowIfDead()
    {
        if (HasFired)
        {
            throw new IOException("The store is dead");
        }
    }
}
