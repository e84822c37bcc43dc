using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AssetsBackup.Atlassian;

/// <summary>Reads what Atlassian writes: unknown members are passed over, "true" is true, 12 is "12" (contract §0).</summary>
internal static class TolerantJson
{
    public static JsonSerializerOptions Options { get; } =
        new(JsonSerializerDefaults.Web)
        {
            NumberHandling = JsonNumberHandling.AllowReadingFromString,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Converters = { new TolerantText(), new TolerantFlag() },
        };

    private sealed class TolerantText : JsonConverter<string>
    {
        public override string? Read(
            ref Utf8JsonReader reader,
            Type typeToConvert,
            JsonSerializerOptions options
        ) =>
            reader.TokenType switch
            {
                JsonTokenType.String => reader.ValueIsEscaped
                    ? LoneSurrogates.Read(
                        reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan
                    )
                    : reader.GetString(),
                JsonTokenType.Number when reader.TryGetInt64(out var number) => number.ToString(
                    CultureInfo.InvariantCulture
                ),
                JsonTokenType.True => "true",
                JsonTokenType.False => "false",
                _ => throw new JsonException(),
            };

        public override void Write(
            Utf8JsonWriter writer,
            string value,
            JsonSerializerOptions options
        ) => writer.WriteStringValue(value);

        public override string ReadAsPropertyName(
            ref Utf8JsonReader reader,
            Type typeToConvert,
            JsonSerializerOptions options
        ) => reader.GetString()!;

        public override void WriteAsPropertyName(
            Utf8JsonWriter writer,
            string value,
            JsonSerializerOptions options
        ) => writer.WritePropertyName(value);
    }

    private sealed class TolerantFlag : JsonConverter<bool>
    {
        public override bool Read(
            ref Utf8JsonReader reader,
            Type typeToConvert,
            JsonSerializerOptions options
        ) =>
            reader.TokenType switch
            {
                JsonTokenType.True => true,
                JsonTokenType.False => false,
                JsonTokenType.String => string.Equals(
                    reader.GetString(),
                    "true",
                    StringComparison.OrdinalIgnoreCase
                ),
                _ => throw new JsonException(),
            };

        public override void Write(
            Utf8JsonWriter writer,
            bool value,
            JsonSerializerOptions options
        ) => writer.WriteBooleanValue(value);
    }
}
