using System.Text.Json;
using System.Text.Json.Nodes;

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
        var trees = new JsonObject();
        foreach (var (name, tree) in record.Trees)
        {
            trees[name] = new JsonObject
            {
                ["entries"] = tree.Entries,
                ["root"] = tree.Root.ToString(),
            };
        }
        var json = new JsonObject
        {
            ["createdUtcTicks"] = record.CreatedAt.UtcTicks,
            ["facts"] = JsonNode.Parse(record.Facts.Span),
            ["id"] = record.Id.ToString("N"),
            ["kind"] = KindText(record.Kind),
            ["revision"] = record.Revision,
            ["trees"] = trees,
        };
        return CanonicalJson.Write(json);
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
