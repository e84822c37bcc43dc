using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace AssetsBackup.Vault;

/// <summary>
/// Strings in canonical form. The runtime's encoders will not do: what they escape depends on the Unicode version that they
/// were built with, and they refuse the lone surrogates that a site may send as <c>\ud800</c>.
/// </summary>
internal static class CanonicalJsonString
{
    /// <summary>Writes a string, quotes included, from its escaped UTF-8 form without quotes.</summary>
    internal static void Write(ReadOnlySpan<byte> escaped, ArrayBufferWriter<byte> output)
    {
        output.Write("\""u8);
        if (escaped.Contains((byte)'\\'))
            WriteUnits(Unescape(escaped), output);
        else
            output.Write(escaped);
        output.Write("\""u8);
    }

    /// <summary>The text as UTF-16 code units; escaped lone surrogates stay what they are.</summary>
    internal static string Unescape(ReadOnlySpan<byte> escaped)
    {
        var text = Encoding.UTF8.GetString(escaped);
        if (!text.Contains('\\'))
            return text;
        var units = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
            {
                units.Append(text[i]);
                continue;
            }
            i++;
            if (text[i] == 'u')
            {
                units.Append(
                    (char)ushort.Parse(text.AsSpan(i + 1, 4), NumberStyles.AllowHexSpecifier)
                );
                i += 4;
            }
            else
                units.Append(Unescape(text[i]));
        }
        return units.ToString();
    }

    private static char Unescape(char letter) =>
        letter switch
        {
            'b' => '\b',
            't' => '\t',
            'n' => '\n',
            'f' => '\f',
            'r' => '\r',
            _ => letter,
        };

    private static void WriteUnits(ReadOnlySpan<char> units, ArrayBufferWriter<byte> output)
    {
        while (!units.IsEmpty)
        {
            var status = Rune.DecodeFromUtf16(units, out var rune, out var used);
            if (status != OperationStatus.Done)
                WriteEscape(units[0], output);
            else if (rune.Value < ' ' || rune.Value is '"' or '\\')
                WriteEscape((char)rune.Value, output);
            else
                output.Advance(rune.EncodeToUtf8(output.GetSpan(4)));
            units = units[used..];
        }
    }

    private static void WriteEscape(char unit, ArrayBufferWriter<byte> output)
    {
        var letter = unit switch
        {
            '\b' => 'b',
            '\t' => 't',
            '\n' => 'n',
            '\f' => 'f',
            '\r' => 'r',
            '"' or '\\' => unit,
            _ => 'u',
        };
        output.Write([(byte)'\\', (byte)letter]);
        if (letter == 'u')
        {
            Utf8Formatter.TryFormat(
                (ushort)unit,
                output.GetSpan(4),
                out var written,
                new StandardFormat('x', 4)
            );
            output.Advance(written);
        }
    }
}
