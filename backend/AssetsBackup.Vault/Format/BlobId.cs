using System.Security.Cryptography;

namespace AssetsBackup.Vault;

/// <summary>
/// Sixteen random bytes, new for each attempt to write a blob, so that no blob key meets two contents. The blob 'vault' alone
/// has its tenant's id, and a repair may write it again.
/// </summary>
internal readonly record struct BlobId(SixteenBytes Value)
{
    internal const int Size = SixteenBytes.Size;

    internal static BlobId Create() => Read(RandomNumberGenerator.GetBytes(Size));

    internal static BlobId From(Guid guid) => Read(guid.ToByteArray(bigEndian: true));

    internal static BlobId Read(ReadOnlySpan<byte> bytes) => new(SixteenBytes.Read(bytes));

    /// <exception cref="FormatException">The text is not 32 lower-case hex digits.</exception>
    internal static BlobId Parse(string text) =>
        TryParse(text, out var id)
            ? id
            : throw new FormatException("A blob id has exactly 32 lower-case hex digits");

    /// <summary>Reads 32 lower-case hex digits; false when the text is anything else.</summary>
    internal static bool TryParse(string text, out BlobId id)
    {
        var valid = SixteenBytes.TryParse(text, out var value);
        id = new BlobId(value);
        return valid && string.Equals(id.ToString(), text, StringComparison.Ordinal);
    }

    internal void Write(Span<byte> destination) => Value.Write(destination);

    internal void Write(ByteWriter writer) => writer.Bytes(ToArray());

    internal byte[] ToArray()
    {
        var bytes = new byte[Size];
        Write(bytes);
        return bytes;
    }

    public override string ToString() => Value.ToString();
}
