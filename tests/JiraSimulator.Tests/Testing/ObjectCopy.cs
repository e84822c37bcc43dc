using System.Text.Json.Nodes;

namespace JiraSimulator.Tests.Testing;

/// <summary>Copies the objects of one schema: first without references, then the references.</summary>
internal sealed class ObjectCopy(AssetsClient from, AssetsClient to, CopiedIds ids)
{
    public async Task RunAsync(string schemaId)
    {
        var later = new List<JsonNode>();
        var page = 0;
        while (true)
        {
            var read = await from.AqlAsync(
                $"objectSchemaId = {schemaId} ORDER BY Key",
                page * 500,
                500
            );
            foreach (var found in read["values"]!.AsArray().Select(o => o!))
            {
                ids.Objects[Id(found)] = Id(
                    await to.PostAsync("/object/create", Values(found, references: false))
                );
                later.Add(found);
            }
            if (read["isLast"]!.GetValue<bool>())
                break;
            page++;
        }
        foreach (var found in later)
        {
            var body = Values(found, references: true);
            if (body["attributes"]!.AsArray().Count > 0)
                await to.PutAsync($"/object/{ids.Objects[Id(found)]}", body);
        }
    }

    private JsonObject Values(JsonNode read, bool references)
    {
        var attributes = new JsonArray();
        foreach (var attribute in read["attributes"]!.AsArray())
        {
            var values = attribute!["objectAttributeValues"]!.AsArray();
            var isReference = values[0]!["referencedObject"] is not null;
            var id = attribute["objectTypeAttributeId"]!.GetValue<string>();
            if (isReference != references || ids.System.Contains(id))
                continue;
            attributes.Add(
                new JsonObject
                {
                    ["objectTypeAttributeId"] = ids.Attributes[id],
                    ["objectAttributeValues"] = new JsonArray([
                        .. values.Select(v => new JsonObject { ["value"] = Value(v!) }),
                    ]),
                }
            );
        }
        return new JsonObject
        {
            ["objectTypeId"] = ids.Types[Id(read["objectType"]!)],
            ["attributes"] = attributes,
        };
    }

    private string Value(JsonNode value)
    {
        if (value["referencedObject"] is { } target)
            return ids.Objects[Id(target)];
        if (value["status"] is { } status)
            return ids.Statuses[Id(status)];
        return (value["value"] ?? value["searchValue"])!.GetValue<string>();
    }

    private static string Id(JsonNode node) => node["id"]!.GetValue<string>();
}

/// <summary>Ids on the target by ids on the source.</summary>
internal sealed class CopiedIds
{
    public Dictionary<string, string> Schemas { get; } = [];
    public Dictionary<string, string> Statuses { get; } = [];
    public Dictionary<string, string> ReferenceTypes { get; } = [];
    public Dictionary<string, string> Icons { get; } = [];
    public Dictionary<string, string> Types { get; } = [];
    public Dictionary<string, string> Attributes { get; } = [];
    public Dictionary<string, string> Objects { get; } = [];

    /// <summary>Attributes of the source that cannot be written.</summary>
    public HashSet<string> System { get; } = [];
}
