using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace AssetsBackup.Vault;

/// <summary>A record id in the making. Its hash goes back to the keys it came from, unless something failed half-way.</summary>
internal sealed class RecordIdHash(IncrementalHash hmac, ConcurrentBag<IncrementalHash> origin)
    : IDisposable
{
    private bool isWhole;

    internal void Append(ReadOnlySpan<byte> content) => hmac.AppendData(content);

    internal RecordId End()
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        hmac.GetHashAndReset(hash);
        isWhole = true;
        return RecordId.Read(hash);
    }

    public void Dispose()
    {
        if (isWhole)
            origin.Add(hmac);
        else
            hmac.Dispose();
    }
}
