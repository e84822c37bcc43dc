using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace AssetsBackup.Vault;

/// <summary>The envelope of every blob: header, nonce, AES-256-GCM over one zstd frame, tag.</summary>
internal static class SealedBlob
{
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const int FrameOffset = BlobHeader.Size + NonceSize;
    private const int Overhead = FrameOffset + TagSize;

    private delegate Span<byte> Destination(int length);

    /// <summary>With the nonce given: for the sample bytes of the format document only.</summary>
    internal static byte[] Seal(
        TenantKeys keys,
        string name,
        BlobHeader header,
        ReadOnlySpan<byte> nonce,
        ReadOnlySpan<byte> content
    )
    {
        var blob = new byte[MaxLength(content.Length)];
        return blob[..SealInto(blob, keys, name, header, nonce, content)];
    }

    /// <summary>The most bytes that content of a length can take when it is sealed.</summary>
    internal static int MaxLength(int contentLength) =>
        ZstdFrame.MaxLength(contentLength) + Overhead;

    /// <summary>Seals content into <paramref name="blob"/> under a random nonce and returns the blob's length.</summary>
    internal static int SealInto(
        Span<byte> blob,
        TenantKeys keys,
        string name,
        BlobHeader header,
        ReadOnlySpan<byte> content
    )
    {
        Span<byte> nonce = stackalloc byte[NonceSize];
        RandomNumberGenerator.Fill(nonce);
        return SealInto(blob, keys, name, header, nonce, content);
    }

    private static int SealInto(
        Span<byte> blob,
        TenantKeys keys,
        string name,
        BlobHeader header,
        ReadOnlySpan<byte> nonce,
        ReadOnlySpan<byte> content
    )
    {
        if (content.Length > VaultLimits.Content)
        {
            throw new InvalidOperationException(
                $"Blob '{name}' would hold {content.Length} bytes, more than readers take"
            );
        }
        header.Write(blob);
        nonce.CopyTo(blob[BlobHeader.Size..]);
        var length = ZstdFrame.Compress(header.Kind, content, blob[FrameOffset..^TagSize]);
        if (length + Overhead > VaultLimits.Blob)
        {
            throw new InvalidOperationException(
                $"Blob '{name}' would be {length + Overhead} bytes long"
            );
        }
        var frame = blob.Slice(FrameOffset, length);
        using var cipher = new AesGcm(keys.BlobKey(header), TagSize);
        cipher.Encrypt(
            nonce,
            frame,
            frame,
            blob.Slice(FrameOffset + length, TagSize),
            AssociatedData(keys.Tenant, blob, name)
        );
        return length + Overhead;
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
        byte[]? content = null;
        Open(keys, name, kind, blob, length => content = new byte[length]);
        return content!;
    }

    /// <summary>Whether a blob opens to exactly these bytes.</summary>
    /// <exception cref="VaultDamagedException">As for Open.</exception>
    internal static bool OpensTo(
        ReadOnlySpan<byte> expected,
        TenantKeys keys,
        string name,
        BlobKind kind,
        ReadOnlySpan<byte> blob
    )
    {
        var wanted = expected.Length;
        var found = -1;
        var buffer = ArrayPool<byte>.Shared.Rent(wanted);
        try
        {
            Open(
                keys,
                name,
                kind,
                blob,
                length => (found = length) == wanted ? buffer.AsSpan(0, length) : new byte[length]
            );
            return found == wanted && buffer.AsSpan(0, wanted).SequenceEqual(expected);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // The destination gives a place of so many bytes for the content.
    private static void Open(
        TenantKeys keys,
        string name,
        BlobKind kind,
        ReadOnlySpan<byte> blob,
        Destination destination
    )
    {
        var header = ReadHeader(keys, name, blob);
        if (blob.Length < Overhead || header.Kind != kind)
            throw new VaultDamagedException(name, "it is too short or of another kind");
        var buffer = ArrayPool<byte>.Shared.Rent(blob.Length - Overhead);
        var frame = buffer.AsSpan(0, blob.Length - Overhead);
        try
        {
            using var cipher = new AesGcm(keys.BlobKey(header), TagSize);
            cipher.Decrypt(
                blob.Slice(BlobHeader.Size, NonceSize),
                blob[FrameOffset..^TagSize],
                blob[^TagSize..],
                frame,
                AssociatedData(keys.Tenant, blob, name)
            );
            ZstdFrame.Decompress(frame, destination(ZstdFrame.ContentSize(frame)));
        }
        catch (AuthenticationTagMismatchException e)
        {
            throw new VaultDamagedException(name, "it does not authenticate", e);
        }
        catch (MalformedException e)
        {
            throw new VaultDamagedException(name, e.Message, e);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Whether a blob of whatever kind was sealed with these keys under this name, and decodes.</summary>
    /// <exception cref="VaultFormatTooNewException">It was written by a newer version.</exception>
    internal static bool Authenticates(TenantKeys keys, string name, ReadOnlySpan<byte> blob)
    {
        try
        {
            Open(keys, name, ReadHeader(keys, name, blob).Kind, blob);
            return true;
        }
        catch (VaultDamagedException)
        {
            return false;
        }
    }

    /// <summary>Reads the clear part. It is trusted for choosing the key, and for nothing else.</summary>
    /// <exception cref="VaultDamagedException">It is no header, or one of ours with a damaged version.</exception>
    /// <exception cref="VaultFormatTooNewException">It was written by a newer version.</exception>
    internal static BlobHeader ReadHeader(TenantKeys keys, string name, ReadOnlySpan<byte> blob)
    {
        if (!BlobHeader.TryRead(blob, out var header) || header.Version == 0)
            throw new VaultDamagedException(name, "it is not a vault blob");
        if (header.Version <= BlobHeader.CurrentVersion)
            return header;
        throw IsOfThisVersion(keys, name, header, blob)
            ? new VaultDamagedException(name, "its version byte is wrong")
            : new VaultFormatTooNewException(name, header.Version, BlobHeader.CurrentVersion);
    }

    /// <summary>A flipped bit must not pass for a newer program's blob, which would keep the whole vault shut.</summary>
    private static bool IsOfThisVersion(
        TenantKeys keys,
        string name,
        BlobHeader header,
        ReadOnlySpan<byte> blob
    )
    {
        var corrected = blob.ToArray();
        (header with { Version = BlobHeader.CurrentVersion }).Write(corrected);
        return Authenticates(keys, name, corrected);
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
