using System.Diagnostics.CodeAnalysis;

namespace AssetsBackup.Vault;

/// <summary>The keyed id of a record: 16 bytes, written as 32 lower-case hex digits.</summary>
public readonly record struct RecordId
{
    internal const int Size = SixteenBytes.Size;

    private RecordId(SixteenBytes value) => Value = value;

    internal SixteenBytes Value { get; }

    internal ulong Low => Value.Low;

    /// <summary>Reads the 32 hex digits that <see cref="ToString"/> gives.</summary>
    /// <exception cref="FormatException">The text is not exactly 32 hex digits.</exception>
    public static RecordId Parse(string text) =>
        TryParse(text, out var id)
            ? id
            : throw new FormatException("A record id has exactly 32 hex digits");

    /// <summary>Reads 32 hex digits; false when the text is anything else.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out RecordId id)
    {
        var valid = SixteenBytes.TryParse(text, out var value);
        id = new RecordId(value);
        return valid;
    }

    /// <summary>Thirty-two lower-case hex digits.</summary>
    public override string ToString() => Value.ToString();

    internal static RecordId Read(ReadOnlySpan<byte> bytes) => new(SixteenBytes.Read(bytes));

    internal void Write(Span<byte> destination) => Value.Write(destination);
}
