using System.Buffers.Binary;
using System.Security.Cryptography;

namespace AssetsBackup.Vault;

/// <summary>What an entry of the key store holds.</summary>
/// <param name="Epoch">The data key that new blobs are written under.</param>
/// <param name="Master">32 random bytes, never rotated.</param>
internal readonly record struct TenantMaster(uint Epoch, byte[] Master);

/// <summary>An entry of the key store: a tenant's master wrapped by the operator key (docs/vault-format.md, "Keys").</summary>
internal static class WrappedMaster
{
    private const byte Version = 1;
    private const int TenantOffset = 5 + OperatorKey.IdSize;
    private const int EpochOffset = TenantOffset + 16;
    private const int NonceOffset = EpochOffset + sizeof(uint);
    private const int NonceSize = 12;
    private const int MasterOffset = NonceOffset + NonceSize;
    private const int TagOffset = MasterOffset + TenantKeys.Size;
    private const int TagSize = 16;
    private const int Size = TagOffset + TagSize;

    private static ReadOnlySpan<byte> Magic => "ABK!"u8;

    internal static byte[] Wrap(OperatorKey key, Guid tenant, TenantMaster content) =>
        Wrap(key, tenant, content, RandomNumberGenerator.GetBytes(NonceSize));

    /// <summary>With the nonce given: for the sample bytes of the format document only.</summary>
    internal static byte[] Wrap(
        OperatorKey key,
        Guid tenant,
        TenantMaster content,
        ReadOnlySpan<byte> nonce
    )
    {
        var entry = new byte[Size];
        Magic.CopyTo(entry);
        entry[4] = Version;
        Convert.FromHexString(key.Id).CopyTo(entry.AsSpan(5));
        tenant.TryWriteBytes(entry.AsSpan(TenantOffset), bigEndian: true, out _);
        BinaryPrimitives.WriteUInt32LittleEndian(entry.AsSpan(EpochOffset), content.Epoch);
        nonce.CopyTo(entry.AsSpan(NonceOffset));
        using var cipher = Cipher(key);
        cipher.Encrypt(
            nonce,
            content.Master,
            entry.AsSpan(MasterOffset, TenantKeys.Size),
            entry.AsSpan(TagOffset),
            entry.AsSpan(0, NonceOffset)
        );
        return entry;
    }

    /// <summary>The id of the operator key that wrapped the entry.</summary>
    internal static string WrappedBy(Guid tenant, ReadOnlySpan<byte> entry) =>
        FindWrappedBy(entry)
        ?? throw new KeyEntryDamagedException(tenant, "it is not an entry of this version");

    /// <summary>As WrappedBy; null where it is no entry of this version.</summary>
    internal static string? FindWrappedBy(ReadOnlySpan<byte> entry) =>
        entry.Length == Size && entry.StartsWith(Magic) && entry[4] == Version
            ? Convert.ToHexStringLower(entry.Slice(5, OperatorKey.IdSize))
            : null;

    internal static TenantMaster Unwrap(OperatorKey key, Guid tenant, ReadOnlySpan<byte> entry)
    {
        var neededId = WrappedBy(tenant, entry);
        if (!string.Equals(neededId, key.Id, StringComparison.Ordinal))
            throw new WrongOperatorKeyException(neededId, key.Id);
        if (new Guid(entry.Slice(TenantOffset, 16), bigEndian: true) != tenant)
            throw new KeyEntryDamagedException(tenant, "it is the entry of another tenant");
        var master = new byte[TenantKeys.Size];
        using var cipher = Cipher(key);
        try
        {
            cipher.Decrypt(
                entry.Slice(NonceOffset, NonceSize),
                entry[MasterOffset..TagOffset],
                entry[TagOffset..],
                master,
                entry[..NonceOffset]
            );
        }
        catch (AuthenticationTagMismatchException e)
        {
            throw new KeyEntryDamagedException(tenant, "it does not authenticate", e);
        }
        var epoch = BinaryPrimitives.ReadUInt32LittleEndian(entry[EpochOffset..]);
        return new TenantMaster(epoch, master);
    }

    private static AesGcm Cipher(OperatorKey key) => new(key.Derive("tenant-master"), TagSize);
}
