using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace AssetsBackup.Atlassian.DataCenter;

/// <summary>Puts what a Data Center answered into the envelope of Cloud.</summary>
internal static class CopiedJson
{
    public static ReadOnlyMemory<byte> Object(Action<Utf8JsonWriter> write)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }
        return bytes.WrittenMemory;
    }

    /// <summary>The items as they are: a text with half a character in it cannot be written anew.</summary>
    public static void WriteCopies(
        this Utf8JsonWriter json,
        ReadOnlySpan<byte> name,
        IEnumerable<JsonElement> items
    )
    {
        json.WriteStartArray(name);
        foreach (var item in items)
            json.WriteRawValue(JsonMarshal.GetRawUtf8Value(item), skipInputValidation: true);
        json.WriteEndArray();
    }
}
