using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace AssetsBackup.Vault;

/// <summary>The keyed id of a record: 16 bytes, written as 32 lower-case hex digits.</summary>
public readonly record struct RecordId
{
    internal const int Size = 16;

    private readonly UInt128 bits;

    private RecordId(UInt128 bits) => this.bits = bits;

    internal UInt128 Value => bits;

    internal ulong Low => (ulong)bits;

    /// <summary>Reads the 32 hex digits that <see cref="ToString"/> gives.</summary>
    /// <exception cref="FormatException">The text is not exactly 32 hex digits.</exception>
    public static RecordId Parse(string text) =>
        TryParse(text, out var id)
            ? id
            : throw new FormatException("A record id has exactly 32 hex digits");

    /// <summary>Reads 32 hex digits; false when the text is anything else.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out RecordId id)
    {
        var value = UInt128.Zero;
        var valid =
            text is { Length: 32 }
            && UInt128.TryParse(
                text,
                NumberStyles.AllowHexSpecifier,
                CultureInfo.InvariantCulture,
                out value
            );
        id = new RecordId(value);
        return valid;
    }

    /// <summary>Thirty-two lower-case hex digits.</summary>
    public override string ToString() => bits.ToString("x32", CultureInfo.InvariantCulture);

    internal static RecordId Read(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.ReadUInt128BigEndian(bytes));

    internal void Write(Span<byte> destination) =>
        BinaryPrimitives.WriteUInt128BigEndian(destination, bits);
}
