using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace AssetsBackup.Vault;

/// <summary>
/// The sixteen bytes of an id, written as 32 lower-case hex digits. Two words, not a UInt128: no method that has to do with
/// one of those is compiled ahead of time.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct SixteenBytes(ulong High, ulong Low)
{
    internal const int Size = 16;

    internal static SixteenBytes Read(ReadOnlySpan<byte> bytes) =>
        new(
            BinaryPrimitives.ReadUInt64BigEndian(bytes),
            BinaryPrimitives.ReadUInt64BigEndian(bytes[sizeof(ulong)..])
        );

    internal void Write(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, High);
        BinaryPrimitives.WriteUInt64BigEndian(destination[sizeof(ulong)..], Low);
    }

    internal bool IsBelow(SixteenBytes other) =>
        High != other.High ? High < other.High : Low < other.Low;

    /// <summary>Reads 32 hex digits of either case; false when the text is anything else.</summary>
    internal static bool TryParse([NotNullWhen(true)] string? text, out SixteenBytes value)
    {
        Span<byte> bytes = stackalloc byte[Size];
        var valid =
            text is { Length: 2 * Size }
            && Convert.FromHexString(text, bytes, out _, out _) == OperationStatus.Done;
        value = valid ? Read(bytes) : default;
        return valid;
    }

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Size];
        Write(bytes);
        return Convert.ToHexStringLower(bytes);
    }
}
