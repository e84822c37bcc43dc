using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using AssetsBackup.Vault;

namespace AssetsBackup.Features.Snapshots.Capture.Normalising;

/// <summary>
/// Writes JSON by copying pieces of what was read, the members in canonical order. What may not be canonical as it was
/// read (escapes, members nobody knows) is noted, and only such a record is brought into canonical form as a whole.
/// </summary>
internal sealed class RawJson
{
    private readonly ArrayBufferWriter<byte> buffer = new(4096);
    private bool mayDiffer;
    private bool isFirst = true;

    /// <summary>The finished record; the writer is then empty again.</summary>
    public byte[] Take()
    {
        var record = mayDiffer
            ? CanonicalJson.Write(buffer.WrittenMemory)
            : buffer.WrittenSpan.ToArray();
        buffer.ResetWrittenCount();
        (mayDiffer, isFirst) = (false, true);
        return record;
    }

    public void StartObject() => Open("{"u8);

    public void EndObject() => Close("}"u8);

    public void StartArray() => Open("["u8);

    public void EndArray() => Close("]"u8);

    /// <param name="name">Needs no escapes.</param>
    public void Name(ReadOnlySpan<byte> name)
    {
        Separate();
        buffer.Write("\""u8);
        buffer.Write(name);
        buffer.Write("\":"u8);
        isFirst = true;
    }

    /// <summary>A member as it was read, its value whatever it is.</summary>
    public void Verbatim(JsonProperty member)
    {
        Separate();
        mayDiffer = true;
        buffer.Write("\""u8);
        buffer.Write(JsonMarshal.GetRawUtf8PropertyName(member));
        buffer.Write("\":"u8);
        buffer.Write(JsonMarshal.GetRawUtf8Value(member.Value));
    }

    public void Verbatim(JsonElement value)
    {
        Separate();
        mayDiffer = true;
        buffer.Write(JsonMarshal.GetRawUtf8Value(value));
    }

    public void Null()
    {
        Separate();
        buffer.Write("null"u8);
    }

    public void Bool(bool value)
    {
        Separate();
        buffer.Write(value ? "true"u8 : "false"u8);
    }

    /// <summary>A string as it was read; a number or a flag as the string that others write for it (contract §0).</summary>
    public void Text(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            Null();
            return;
        }
        Separate();
        var raw = JsonMarshal.GetRawUtf8Value(value);
        if (value.ValueKind == JsonValueKind.String)
        {
            mayDiffer |= raw.Contains((byte)'\\');
            buffer.Write(raw);
            return;
        }
        buffer.Write("\""u8);
        buffer.Write(raw);
        buffer.Write("\""u8);
    }

    public void Plain(string value)
    {
        Separate();
        var encoded = JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
        mayDiffer |= encoded.EncodedUtf8Bytes.Contains((byte)'\\');
        buffer.Write("\""u8);
        buffer.Write(encoded.EncodedUtf8Bytes);
        buffer.Write("\""u8);
    }

    private void Open(ReadOnlySpan<byte> bracket)
    {
        Separate();
        buffer.Write(bracket);
        isFirst = true;
    }

    private void Close(ReadOnlySpan<byte> bracket)
    {
        buffer.Write(bracket);
        isFirst = false;
    }

    private void Separate()
    {
        if (!isFirst)
            buffer.Write(","u8);
        isFirst = false;
    }
}
