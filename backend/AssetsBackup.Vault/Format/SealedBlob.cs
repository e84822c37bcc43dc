using System.Security.Cryptography;
using System.Text;

namespace AssetsBackup.Vault;

/// <summary>The envelope of every blob: header, nonce, AES-256-GCM over one zstd frame, tag.</summary>
internal static class SealedBlob
{
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const int Overhead = BlobHeader.Size + NonceSize + TagSize;

    internal static byte[] Seal(
        TenantKeys keys,
        string name,
        BlobKind kind,
        BlobId id,
        ReadOnlySpan<byte> content
    ) => Seal(keys, name, kind, id, RandomNumberGenerator.GetBytes(NonceSize), content);

    /// <summary>With the nonce given: for the sample bytes of the format document only.</summary>
    internal static byte[] Seal(
        TenantKeys keys,
        string name,
        BlobKind kind,
        BlobId id,
        ReadOnlySpan<byte> nonce,
        ReadOnlySpan<byte> content
    )
    {
        var header = new BlobHeader(BlobHeader.CurrentVersion, kind, keys.Epoch, id);
        var frame = new byte[ZstdFrame.MaxLength(content.Length)];
        var length = ZstdFrame.Compress(content, frame);
        var blob = new byte[length + Overhead];
        header.Write(blob);
        nonce.CopyTo(blob.AsSpan(BlobHeader.Size));
        using var cipher = new AesGcm(keys.BlobKey(header), TagSize);
        cipher.Encrypt(
            nonce,
            frame.AsSpan(0, length),
            blob.AsSpan(BlobHeader.Size + NonceSize, length),
            blob.AsSpan(blob.Length - TagSize),
            AssociatedData(keys.Tenant, blob, name)
        );
        return blob.Length <= VaultLimits.Blob
            ? blob
            : throw new InvalidOperationException(
                $"Blob '{name}' would be {blob.Length} bytes long"
            );
    }

    /// <exception cref="VaultDamagedException">It does not authenticate under this name and kind, or does not decode.</exception>
    /// <exception cref="VaultFormatTooNewException">It was written by a newer version.</exception>
    internal static byte[] Open(
        TenantKeys keys,
        string name,
        BlobKind kind,
        ReadOnlySpan<byte> blob
    )
    {
        var header = ReadHeader(name, blob);
        if (blob.Length < Overhead || header.Kind != kind)
        {
            throw new VaultDamagedException(name, "it is too short or of another kind");
        }
        var frame = new byte[blob.Length - Overhead];
        try
        {
            using var cipher = new AesGcm(keys.BlobKey(header), TagSize);
            cipher.Decrypt(
                blob.Slice(BlobHeader.Size, NonceSize),
                blob[(BlobHeader.Size + NonceSize)..^TagSize],
                blob[^TagSize..],
                frame,
                AssociatedData(keys.Tenant, blob, name)
            );
            return ZstdFrame.Decompress(frame);
        }
        catch (AuthenticationTagMismatchException e)
        {
            throw new VaultDamagedException(name, "it does not authenticate", e);
        }
        catch (MalformedException e)
        {
            throw new VaultDamagedException(name, e.Message, e);
        }
    }

    /// <summary>Whether a blob of whatever kind was sealed with these keys under this name, and decodes.</summary>
    /// <exception cref="VaultFormatTooNewException">It was written by a newer version.</exception>
    internal static bool Authenticates(TenantKeys keys, string name, ReadOnlySpan<byte> blob)
    {
        try
        {
            Open(keys, name, ReadHeader(name, blob).Kind, blob);
            return true;
        }
        catch (VaultDamagedException)
        {
            return false;
        }
    }

    /// <summary>Reads the clear part; it is trusted for nothing but choosing the key.</summary>
    internal static BlobHeader ReadHeader(string name, ReadOnlySpan<byte> blob)
    {
        if (!BlobHeader.TryRead(blob, out var header) || header.Version == 0)
        {
            throw new VaultDamagedException(name, "it is not a vault blob");
        }
        return header.Version <= BlobHeader.CurrentVersion
            ? header
            : throw new VaultFormatTooNewException(name, header.Version, BlobHeader.CurrentVersion);
    }

    private static byte[] AssociatedData(Guid tenant, ReadOnlySpan<byte> blob, string name)
    {
        var data = new byte[BlobHeader.Size + 16 + Encoding.UTF8.GetByteCount(name)];
        blob[..BlobHeader.Size].CopyTo(data);
        tenant.TryWriteBytes(data.AsSpan(BlobHeader.Size), bigEndian: true, out _);
        Encoding.UTF8.GetBytes(name, data.AsSpan(BlobHeader.Size + 16));
        return data;
    }
}
