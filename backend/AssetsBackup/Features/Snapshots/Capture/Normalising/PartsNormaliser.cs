using System.Globalization;
using System.Text.Json;
using AssetsBackup.Vault;

namespace AssetsBackup.Features.Snapshots.Capture.Normalising;

/// <summary>
/// Comments, histories and lists of attachments without what changes by itself: people become their id, texts rendered from
/// other members, links and what the account may do are left out. Members that nobody knows stay as they were read.
/// </summary>
internal static class PartsNormaliser
{
    private static readonly string[] OfComment =
    [
        "id",
        "actor",
        "objectId",
        "commentOutput",
        "canEdit",
        "canDelete",
        "workspaceId",
        "globalId",
        "_links",
    ];
    private static readonly string[] OfHistory =
    [
        "id",
        "actor",
        "objectId",
        "workspaceId",
        "globalId",
        "_links",
    ];
    private static readonly string[] OfAttachment =
    [
        "id",
        "actor",
        "author",
        "objectId",
        "size",
        "filesize",
        "url",
        "mediaId",
        "commentOutput",
        "workspaceId",
        "globalId",
        "_links",
    ];

    /// <summary>By id.</summary>
    public static byte[] Comments(string objectId, IEnumerable<JsonElement> comments) =>
        List("comments"u8, objectId, comments, OfComment);

    /// <summary>By id, which is the order in which things happened.</summary>
    public static byte[] History(string objectId, IEnumerable<JsonElement> entries) =>
        List("entries"u8, objectId, entries, OfHistory);

    /// <summary>By id, with the length that was read, where it was: how a list says it depends on site and language.</summary>
    public static byte[] Attachments(
        string objectId,
        IEnumerable<JsonElement> attachments,
        IReadOnlyDictionary<string, long> lengths
    ) =>
        List(
            "attachments"u8,
            objectId,
            attachments,
            OfAttachment,
            (item, json) =>
            {
                Person("author"u8, item.Member("author"u8), json);
                if (lengths.TryGetValue(item.Text("id"u8) ?? "", out var length))
                    Plain("size"u8, length.ToString(CultureInfo.InvariantCulture), json);
            }
        );

    /// <summary>How many items a list has that one of these made.</summary>
    public static int CountIn(ReadOnlyMemory<byte> list)
    {
        using var json = JsonDocument.Parse(list);
        return json
            .RootElement.EnumerateObject()
            .Single(member => member.Value.ValueKind == JsonValueKind.Array)
            .Value.GetArrayLength();
    }

    private static byte[] List(
        ReadOnlySpan<byte> name,
        string objectId,
        IEnumerable<JsonElement> items,
        string[] leftOut,
        Action<JsonElement, RawJson>? more = null
    )
    {
        var json = new RawJson();
        json.StartObject();
        json.Name("objectId"u8);
        json.Plain(objectId);
        json.Name(name);
        json.StartArray();
        foreach (
            var item in items.OrderBy(
                item => item.Text("id"u8) ?? "",
                Comparer<string>.Create(Members.CompareIds)
            )
        )
            Item(item, leftOut, more, json);
        json.EndArray();
        json.EndObject();
        return CanonicalJson.Write(json.Take());
    }

    private static void Item(
        JsonElement item,
        string[] leftOut,
        Action<JsonElement, RawJson>? more,
        RawJson json
    ) =>
        DefinitionNormaliser.Without(
            item,
            leftOut,
            json,
            () =>
            {
                Plain("id"u8, item.Text("id"u8), json);
                Person("actor"u8, item.Member("actor"u8), json);
                more?.Invoke(item, json);
            }
        );

    private static void Person(ReadOnlySpan<byte> name, JsonElement? person, RawJson json)
    {
        if (person is not { } told)
            return;
        var id = told.Text("accountId"u8) ?? told.Text("key"u8) ?? told.AsText();
        json.Name(name);
        if (id is null)
            json.Verbatim(told);
        else
            json.Plain(id);
    }

    private static void Plain(ReadOnlySpan<byte> name, string? value, RawJson json)
    {
        if (value is null)
            return;
        json.Name(name);
        json.Plain(value);
    }
}
