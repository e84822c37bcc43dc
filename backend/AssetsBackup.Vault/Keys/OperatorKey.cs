using System.Security.Cryptography;
using System.Text;

namespace AssetsBackup.Vault;

/// <summary>The key of the one who runs the program: it wraps every tenant's master. 32 random bytes.</summary>
public sealed class OperatorKey
{
    internal const int Size = 32;
    internal const int IdSize = 8;

    private readonly byte[] key;

    private OperatorKey(byte[] key)
    {
        this.key = key;
        Id = Convert.ToHexStringLower(Derive("id").AsSpan(0, IdSize));
    }

    /// <summary>Sixteen hex digits that name the key. They say nothing about its bytes and are safe to print.</summary>
    public string Id { get; }

    /// <summary>Makes a new random key.</summary>
    public static OperatorKey Create() => new(RandomNumberGenerator.GetBytes(Size));

    /// <summary>Reads a key from the text that <see cref="Export"/> gave. White space around it is ignored.</summary>
    /// <exception cref="FormatException">The text is not the base64 form of exactly 32 bytes.</exception>
    public static OperatorKey Parse(string base64)
    {
        ArgumentNullException.ThrowIfNull(base64);
        var bytes = new byte[Size];
        return Convert.TryFromBase64String(base64.Trim(), bytes, out var length) && length == Size
            ? new OperatorKey(bytes)
            : throw new FormatException("An operator key is the base64 form of exactly 32 bytes");
    }

    /// <summary>The secret itself in base64. Whoever reads it together with the key store reads every vault.</summary>
    public string Export() => Convert.ToBase64String(key);

    /// <summary>Derives 32 bytes for one purpose, always the same for the same key and purpose (HKDF-SHA-256).</summary>
    public byte[] Derive(string purpose)
    {
        ArgumentException.ThrowIfNullOrEmpty(purpose);
        var info = Encoding.UTF8.GetBytes("assetsbackup.operator." + purpose);
        return HKDF.DeriveKey(HashAlgorithmName.SHA256, key, Size, salt: null, info);
    }
}
