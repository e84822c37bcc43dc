using System.Buffers.Binary;
using System.Security.Cryptography;

namespace AssetsBackup.Vault;

/// <summary>The open keys of one tenant. They live in memory only; disposing wipes them.</summary>
public sealed class TenantKeys : IDisposable
{
    internal const int Size = 32;

    private readonly byte[] master;
    private readonly byte[] idKey;

    internal TenantKeys(Guid tenant, byte[] master)
    {
        Tenant = tenant;
        this.master = master;
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

    /// <summary>Wipes the keys from memory. A vault opened with them can no longer be used.</summary>
    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(master);
        CryptographicOperations.ZeroMemory(idKey);
    }

    /// <summary>The keyed id of a record: equal content has equal ids in one tenant and unrelated ones in another.</summary>
    internal RecordId IdOf(RecordType type, ReadOnlySpan<byte> content)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, idKey);
        hmac.AppendData([(byte)type]);
        hmac.AppendData(content);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        hmac.GetHashAndReset(hash);
        return RecordId.Read(hash);
    }

    /// <summary>The key of one blob: no two blobs share one, and it opens no blob of another kind, version or tenant.</summary>
    internal byte[] BlobKey(BlobHeader header)
    {
        var epochInfo = new byte[27];
        "assetsbackup.vault.data"u8.CopyTo(epochInfo);
        BinaryPrimitives.WriteUInt32LittleEndian(epochInfo.AsSpan(23), header.Epoch);
        var epochKey = HKDF.DeriveKey(
            HashAlgorithmName.SHA256,
            master,
            Size,
            salt: null,
            epochInfo
        );
        var info = new byte[41];
        "assetsbackup.vault.blob"u8.CopyTo(info);
        info[23] = header.Version;
        info[24] = (byte)header.Kind;
        Tenant.TryWriteBytes(info.AsSpan(25), bigEndian: true, out _);
        return HKDF.DeriveKey(HashAlgorithmName.SHA256, epochKey, Size, header.Id.ToArray(), info);
    }
}
