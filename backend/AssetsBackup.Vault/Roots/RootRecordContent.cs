using System.Buffers;
using System.Text.Json;

namespace AssetsBackup.Vault;

/// <summary>The payload of a root record: canonical JSON (docs/vault-format.md, "Root records").</summary>
internal static class RootRecordContent
{
    private static readonly JsonDocumentOptions Options = new()
    {
        MaxDepth = VaultLimits.JsonDepth,
    };

    internal static byte[] Encode(RootRecord record)
    {
        var content = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(content);
        json.WriteStartObject();
        json.WriteNumber("createdUtcTicks", record.CreatedAt.UtcTicks);
        json.WritePropertyName("facts");
        // They are canonical already, and may hold what no JSON writer would write, as half of a surrogate pair.
        json.WriteRawValue(record.Facts.Span, skipInputValidation: true);
        json.WriteString("id", record.Id.ToString("N"));
        json.WriteString("kind", KindText(record.Kind));
        json.WriteNumber("revision", record.Revision);
        json.WriteStartObject("trees");
        foreach (var (name, tree) in record.Trees.OrderBy(tree => tree.Key, StringComparer.Ordinal))
        {
            json.WriteStartObject(name);
            json.WriteNumber("entries", tree.Entries);
            json.WriteString("root", tree.Root.ToString());
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        return content.WrittenSpan.ToArray();
    }

    /// <exception cref="MalformedException">Not a root record, or another one than was asked for.</exception>
    internal static RootRecord Decode(byte[] content, RootKind kind, Guid id, int revision)
    {
        try
        {
            using var json = JsonDocument.Parse(content, Options);
            var root = json.RootElement;
            var isWanted =
                root.GetProperty("kind").ValueEquals(KindText(kind))
                && root.GetProperty("id").ValueEquals(id.ToString("N"))
                && root.GetProperty("revision").GetInt32() == revision;
            if (!isWanted)
                throw new MalformedException("it is the record of another root");
            var trees = root.GetProperty("trees")
                .EnumerateObject()
                .ToDictionary(
                    tree => tree.Name,
                    tree => DecodeTree(tree.Value),
                    StringComparer.Ordinal
                );
            var createdAt = new DateTimeOffset(
                root.GetProperty("createdUtcTicks").GetInt64(),
                TimeSpan.Zero
            );
            var facts = CanonicalJson.Write(root.GetProperty("facts"));
            return new RootRecord(kind, id, revision, createdAt, trees, facts);
        }
        catch (Exception e)
            when (e
                    is JsonException
                        or KeyNotFoundException
                        or InvalidOperationException
                        or FormatException
                        or ArgumentException
            )
        {
            throw new MalformedException("it is not a root record", e);
        }
    }

    private static TreeSummary DecodeTree(JsonElement tree) =>
        new(
            tree.GetProperty("entries").GetInt64(),
            RecordId.Parse(tree.GetProperty("root").GetString() ?? "")
        );

    private static string KindText(RootKind kind) =>
        kind == RootKind.Snapshot ? "snapshot" : "plan";
}
