using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace AssetsBackup.Vault;

/// <summary>The open keys of one tenant. They live in memory only; disposing wipes them.</summary>
public sealed class TenantKeys : IDisposable
{
    internal const int Size = 32;

    private readonly byte[] master;
    private readonly byte[] idKey;
    private readonly ConcurrentDictionary<uint, byte[]> epochKeys = new();

    // Keyed once and used again and again: setting a key up costs more than hashing a small record.
    private readonly ConcurrentBag<IncrementalHash> hashes = [];
    private volatile bool isDisposed;

    internal TenantKeys(Guid tenant, TenantMaster content)
    {
        Tenant = tenant;
        Epoch = content.Epoch;
        master = content.Master;
        idKey = HKDF.DeriveKey(
            HashAlgorithmName.SHA256,
            master,
            Size,
            salt: null,
            "assetsbackup.vault.id"u8.ToArray()
        );
    }

    /// <summary>The tenant that the keys belong to.</summary>
    public Guid Tenant { get; }

    /// <summary>The number of the data key that new blobs are written under, 1 or more.</summary>
    public uint Epoch { get; }

    /// <summary>
    /// Wipes the keys from memory. A vault opened with them can no longer be used: it throws
    /// <see cref="ObjectDisposedException"/>.
    /// </summary>
    public void Dispose()
    {
        isDisposed = true;
        CryptographicOperations.ZeroMemory(master);
        CryptographicOperations.ZeroMemory(idKey);
        foreach (var key in epochKeys.Values)
            CryptographicOperations.ZeroMemory(key);
        epochKeys.Clear();
        while (hashes.TryTake(out var hash))
            hash.Dispose();
    }

    /// <summary>
    /// A key of 32 bytes for something beside the vault, always the same for the same tenant and purpose (HKDF-SHA-256); a new
    /// operator key or data epoch does not change it. The caller wipes it.
    /// </summary>
    public byte[] Derive(string purpose)
    {
        ArgumentException.ThrowIfNullOrEmpty(purpose);
        var info = Encoding.UTF8.GetBytes("assetsbackup.tenant." + purpose);
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, master, Size, salt: null, info);
        ObjectDisposedException.ThrowIf(isDisposed, this);
        return key;
    }

    /// <summary>The keyed id of a record: equal content has equal ids in one tenant and unrelated ones in another.</summary>
    internal RecordId IdOf(RecordType type, ReadOnlySpan<byte> content)
    {
        using var hash = BeginId(type);
        hash.Append(content);
        return hash.End();
    }

    /// <summary>Computes an id from content that comes in pieces.</summary>
    internal RecordIdHash BeginId(RecordType type)
    {
        if (!hashes.TryTake(out var hmac))
            hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, idKey);
        ObjectDisposedException.ThrowIf(isDisposed, this);
        hmac.AppendData([(byte)type]);
        return new RecordIdHash(hmac, hashes);
    }

    /// <summary>The key of one blob: no two blobs share one, and it opens no blob of another kind, version or tenant.</summary>
    internal byte[] BlobKey(BlobHeader header)
    {
        var epochKey = epochKeys.GetOrAdd(header.Epoch, DataKey);
        var info = new byte[41];
        "assetsbackup.vault.blob"u8.CopyTo(info);
        info[23] = header.Version;
        info[24] = (byte)header.Kind;
        Tenant.TryWriteBytes(info.AsSpan(25), bigEndian: true, out _);
        var key = HKDF.DeriveKey(
            HashAlgorithmName.SHA256,
            epochKey,
            Size,
            header.Id.ToArray(),
            info
        );
        // Asked last: a key that was derived while they were wiped is a key of zeros.
        ObjectDisposedException.ThrowIf(isDisposed, this);
        return key;
    }

    private byte[] DataKey(uint epoch)
    {
        var info = new byte[27];
        "assetsbackup.vault.data"u8.CopyTo(info);
        BinaryPrimitives.WriteUInt32LittleEndian(info.AsSpan(23), epoch);
        return HKDF.DeriveKey(HashAlgorithmName.SHA256, master, Size, salt: null, info);
    }
}
