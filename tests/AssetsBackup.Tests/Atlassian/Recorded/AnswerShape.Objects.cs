using System.Text;
using System.Text.Json;
using AssetsBackup.Atlassian.Assets;
using AssetsBackup.Atlassian.DataCenter;
using AssetsBackup.Features.Snapshots.Capture;
using AssetsBackup.Features.Snapshots.Capture.Normalising;
using AssetsBackup.Features.Snapshots.Records;
using AssetsBackup.Tests.DataCenter;

namespace AssetsBackup.Tests.Atlassian.Recorded;

/// <summary>Objects and what hangs on them (contract §5.5 to §5.13, §6.5).</summary>
internal sealed partial record AnswerShape
{
    private static readonly string[] NeverKept = ["mediaJwtToken", "workspaceId", "displayValue"];

    private static IReadOnlyList<AnswerShape> OfObjects =>
        [
            new("page of objects by number", Object("objectEntries")) { Check = NumberedPage },
            new("page of objects", Wrapped("values", "id", "objectKey"))
            {
                Check = body => ShouldBeObjects(ObjectPage.Of(body, "0"), Items(body, "values")),
            },
            new("object", Object("id", "objectKey", "objectType"))
            {
                Check = body =>
                    ShouldBeObject(ObjectNormaliser.Normalise(body, new RawJson()), body),
            },
            new("page of archived objects", Object("results", "offset", "total"))
            {
                Check = body =>
                {
                    var page = Read<ArchivePage>(body);
                    page.Total.ToString().ShouldBe(Raw(body, "total"));
                    page.Results!.Select(entry => entry.Id)
                        .ShouldBe(Raws(Items(body, "results"), "id"));
                },
            },
            new("count of objects", Object("totalCount"))
            {
                Check = body =>
                    Read<ObjectCount>(body).Total.ToString().ShouldBe(Raw(body, "totalCount")),
            },
            new(
                "what was created",
                body => Object("id")(body) && body.EnumerateObject().Count() == 1
            )
            {
                Check = body => Read<Created>(body).Id.ShouldBe(Raw(body, "id")),
            },
            new("attachments", ListOf("id", "filename"))
            {
                Check = body =>
                {
                    var lengths = body.Items().ToDictionary(item => item.Text("id"u8)!, _ => 4L);
                    var kept = ShouldBeItems(
                        PartsNormaliser.Attachments("1", body.Items(), lengths),
                        "attachments",
                        body
                    );
                    Raws(kept, "filename").ShouldBe(Raws(Sorted(body), "filename"));
                    Raws(kept, "size").ShouldAllBe(size => size == "4");
                },
            },
            new("history", ListOf("id", "affectedAttribute"))
            {
                Check = body =>
                {
                    var kept = ShouldBeItems(
                        PartsNormaliser.History("1", body.Items()),
                        "entries",
                        body
                    );
                    Raws(kept, "newValue").ShouldBe(Raws(Sorted(body), "newValue"));
                    Raws(kept, "actor").ShouldBe(Sorted(body).Select(PersonIn));
                },
            },
            new("comments", ListOf("id", "comment"))
            {
                Check = body =>
                {
                    var kept = ShouldBeItems(
                        PartsNormaliser.Comments("1", body.Items()),
                        "comments",
                        body
                    );
                    Raws(kept, "comment").ShouldBe(Raws(Sorted(body), "comment"));
                    Raws(kept, "actor").ShouldBe(Sorted(body).Select(PersonIn));
                },
            },
            new("what opens files of the media host", Object("clientId", "mediaJwtToken"))
            {
                Check = body =>
                    Read<MediaCredentials>(body)
                        .ShouldBe(
                            new(
                                Raw(body, "clientId")!,
                                Raw(body, "mediaJwtToken")!,
                                Raw(body, "mediaBaseUrl")
                            )
                        ),
            },
        ];

    /// <summary>A recording that left the numbers of its page out, or blank, is given those of an only page.</summary>
    private static void NumberedPage(JsonElement body)
    {
        var raw = Items(body, "objectEntries");
        var whole = body.EnumerateObject()
            .Where(member => long.TryParse(member.Value.ToString(), out _))
            .Select(member => (member.Name, Value: member.Value.ToString()))
            .ToDictionary(member => member.Name, member => member.Value);
        foreach (var name in (string[])["totalFilterCount", "toIndex"])
            whole.TryAdd(name, raw.Count.ToString());
        whole.TryAdd("startIndex", "1");
        var told = string.Join(",", whole.Select(member => $"\"{member.Key}\":{member.Value}"));
        var page =
            $$"""{"objectEntries":{{body.GetProperty("objectEntries").GetRawText()}},{{told}}}""";
        var search = new DataCenterSearch(new NumberedPages(raw.Count, 500) { Body = () => page });

        using var read = search
            .FindAsync(new AqlQuery("objectTypeId = 1"), 0, 500, true, default)
            .GetAwaiter()
            .GetResult();

        ShouldBeObjects(ObjectPage.Of(read.RootElement, "0"), raw);
    }

    private static void ShouldBeObjects(ObjectPage page, List<JsonElement> raw)
    {
        page.Objects.Count.ShouldBe(raw.Count);
        foreach (var (captured, source) in page.Objects.Zip(raw))
            ShouldBeObject(captured, source);
    }

    private static void ShouldBeObject(CapturedRecord captured, JsonElement source)
    {
        (captured.Id, captured.Key, captured.Label, captured.Group).ShouldBe(
            (
                Raw(source, "id")!,
                Raw(source, "objectKey")!,
                Raw(source, "label")!,
                Embedded(source, "objectType")!
            )
        );
        var text = Encoding.UTF8.GetString(captured.Content.Span);
        foreach (var name in NeverKept)
            text.ShouldNotContain($"\"{name}\"");
        var record = RecordJson.Read<ObjectRecord>(captured.Content);
        (record.Id, record.ObjectTypeId, record.Created, record.Updated).ShouldBe(
            (captured.Id, captured.Group, Raw(source, "created"), Raw(source, "updated"))
        );
        captured.IsUnfilled.ShouldBe(!source.TryGetProperty("attributes", out _));
        if (captured.IsUnfilled)
            return;
        var filled = Items(source, "attributes")
            .Where(attribute => attribute.GetProperty("objectAttributeValues").GetArrayLength() > 0)
            .ToDictionary(
                attribute => Raw(attribute, "objectTypeAttributeId")!,
                attribute => Items(attribute, "objectAttributeValues").Select(ValueIn)
            );
        record
            .Attributes.Select(attribute => attribute.ObjectTypeAttributeId)
            .ShouldBe(filled.Keys, ignoreOrder: true);
        foreach (var attribute in record.Attributes)
            attribute
                .ObjectAttributeValues.Select(value =>
                    value.Value
                    ?? value.ReferencedObject
                    ?? value.User
                    ?? value.Group
                    ?? value.Project
                    ?? value.Status
                )
                .ShouldBe(filled[attribute.ObjectTypeAttributeId]);
    }

    private static string? ValueIn(JsonElement value) =>
        Embedded(value, "referencedObject")
        ?? Named(value, "user", "key")
        ?? Named(value, "group", "name")
        ?? Named(value, "project", "key")
        ?? Embedded(value, "status")
        ?? Raw(value, "value");

    private static string? Named(JsonElement value, string form, string name) =>
        value.TryGetProperty(form, out var thing) ? Raw(thing, name) : null;

    private static string? PersonIn(JsonElement item) =>
        item.TryGetProperty("actor", out var person)
            ? Raw(person, "accountId") ?? Raw(person, "key")
            : null;

    /// <summary>Lists are kept by id.</summary>
    private static IEnumerable<JsonElement> Sorted(JsonElement body) =>
        Items(body)
            .OrderBy(item => long.TryParse(Raw(item, "id"), out var id) ? id : long.MaxValue);

    private static List<JsonElement> ShouldBeItems(byte[] content, string name, JsonElement body)
    {
        var kept = Items(JsonElement.Parse(content), name);
        Raws(kept, "id").ShouldBe(Raws(Sorted(body), "id"));
        PartsNormaliser.CountIn(content).ShouldBe(kept.Count);
        return kept;
    }
}
