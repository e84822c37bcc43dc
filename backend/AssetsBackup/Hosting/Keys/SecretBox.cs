using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using AssetsBackup.Vault;

namespace AssetsBackup.Hosting.Keys;

/// <summary>The place in the database that a secret belongs to; sealed bytes open nowhere else.</summary>
internal sealed record SecretContext(Guid Tenant, string Table, string Row, string Column);

/// <summary>A stored secret does not open: it was changed, moved from its row, or sealed under another operator key.</summary>
internal sealed class SecretDoesNotOpenException(SecretContext context, Exception? inner = null)
    : Exception(
        $"The secret in {context.Table}.{context.Column} of tenant {context.Tenant:N} does not open.",
        inner
    );

/// <summary>
/// Secrets at rest: AES-256-GCM under a key derived from the operator key, the place as associated data. Layout: version
/// (1 byte), nonce (12), tag (16), ciphertext.
/// </summary>
internal sealed class SecretBox(OperatorKey operatorKey)
{
    private const byte Version = 1;
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const int HeaderSize = 1 + NonceSize + TagSize;

    private readonly byte[] key = operatorKey.Derive("secrets");

    public byte[] Seal(string plaintext, SecretContext context)
    {
        var plain = Encoding.UTF8.GetBytes(plaintext);
        var box = new byte[HeaderSize + plain.Length];
        box[0] = Version;
        var nonce = box.AsSpan(1, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(
            nonce,
            plain,
            box.AsSpan(HeaderSize),
            box.AsSpan(1 + NonceSize, TagSize),
            AssociatedData(context)
        );
        return box;
    }

    /// <exception cref="SecretDoesNotOpenException">The bytes are not what was sealed for this place.</exception>
    public string Open(ReadOnlySpan<byte> box, SecretContext context)
    {
        if (box.Length < HeaderSize || box[0] != Version)
            throw new SecretDoesNotOpenException(context);
        var plain = new byte[box.Length - HeaderSize];
        using var aes = new AesGcm(key, TagSize);
        try
        {
            aes.Decrypt(
                box.Slice(1, NonceSize),
                box[HeaderSize..],
                box.Slice(1 + NonceSize, TagSize),
                plain,
                AssociatedData(context)
            );
        }
        catch (AuthenticationTagMismatchException exception)
        {
            throw new SecretDoesNotOpenException(context, exception);
        }
        return Encoding.UTF8.GetString(plain);
    }

    // Each part is preceded by its length, so that no two places give the same bytes.
    private static byte[] AssociatedData(SecretContext context)
    {
        var data = new MemoryStream();
        data.WriteByte(Version);
        Span<byte> length = stackalloc byte[4];
        foreach (
            var part in (string[])
                [context.Tenant.ToString("N"), context.Table, context.Row, context.Column]
        )
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            data.Write(length);
            data.Write(bytes);
        }
        return data.ToArray();
    }
}
