using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using JiraSimulator.Sites;

namespace JiraSimulator.Tests.Testing;

/// <summary>Copies schemas from one site to another through the public API alone, in the order of contract §6.7.</summary>
internal sealed class SchemaCopy(AssetsClient from, AssetsClient to, Site target)
{
    private readonly Dictionary<string, string> _statuses = [];
    private readonly Dictionary<string, string> _referenceTypes = [];
    private readonly Dictionary<string, string> _icons = [];
    private readonly Dictionary<string, string> _types = [];
    private readonly Dictionary<string, string> _attributes = [];
    private readonly HashSet<string> _system = [];
    private readonly Dictionary<string, string> _objects = [];
    private readonly Dictionary<string, string> _schemas = [];

    /// <summary>Ids on the target by ids on the source.</summary>
    public IReadOnlyDictionary<string, string> Schemas => _schemas;

    /// <summary>Schemas that others refer to come first.</summary>
    public async Task RunAsync(params string[] schemaIds)
    {
        await MapByNameAsync("/config/statustype", _statuses);
        await MapByNameAsync("/config/referencetype", _referenceTypes);
        await MapByNameAsync("/icon/global", _icons);
        foreach (var id in schemaIds)
        {
            await CopySchemaAsync(id);
        }
    }

    private static string Id(JsonNode node) => node["id"]!.GetValue<string>();

    private async Task MapByNameAsync(string path, Dictionary<string, string> map)
    {
        var there = (await to.GetAsync(path))
            .AsArray()
            .ToDictionary(n => n!["name"]!.GetValue<string>(), n => Id(n!));
        foreach (var here in (await from.GetAsync(path)).AsArray())
        {
            if (there.TryGetValue(here!["name"]!.GetValue<string>(), out var id))
            {
                map[Id(here)] = id;
            }
        }
    }

    private async Task CopySchemaAsync(string id)
    {
        var schema = await from.GetAsync($"/objectschema/{id}");
        var created = await to.PostAsync(
            "/objectschema/create",
            new
            {
                name = schema["name"],
                objectSchemaKey = schema["objectSchemaKey"]!.GetValue<string>() + "X",
                description = schema["description"],
            }
        );
        _schemas[id] = Id(created);
        await to.PostAsync(
            $"/global/config/objectschema/{_schemas[id]}/property",
            await from.GetAsync($"/global/config/objectschema/{id}")
        );
        await CopyConfigurationAsync("/config/statustype", id, _statuses);
        await CopyConfigurationAsync("/config/referencetype", id, _referenceTypes);
        var types = (await from.GetAsync($"/objectschema/{id}/objecttypes"))
            .AsArray()
            .Select(t => t!)
            .ToList();
        foreach (var type in types)
        {
            await CopyTypeAsync(id, type);
        }
        foreach (var type in types)
        {
            await CopyAttributesAsync(type);
        }
        await CopyObjectsAsync(id);
        foreach (var type in types)
        {
            await FinishAttributesAsync(type);
        }
    }

    private async Task CopyConfigurationAsync(
        string path,
        string schemaId,
        Dictionary<string, string> map
    )
    {
        foreach (var here in (await from.GetAsync($"{path}?objectSchemaId={schemaId}")).AsArray())
        {
            var body = here!.DeepClone();
            body["objectSchemaId"] = _schemas[schemaId];
            map[Id(here)] = Id(await to.PostAsync(path, body));
        }
    }

    private async Task CopyTypeAsync(string schemaId, JsonNode type)
    {
        var parent = type["parentObjectTypeId"]?.ToString();
        var created = await to.PostAsync(
            "/objecttype/create",
            new
            {
                name = type["name"],
                description = type["description"],
                iconId = await IconAsync(type["icon"]!),
                objectSchemaId = _schemas[schemaId],
                parentObjectTypeId = parent is null ? null : _types[parent],
                inherited = type["inherited"],
                abstractObjectType = type["abstractObjectType"],
            }
        );
        _types[Id(type)] = Id(created);
    }

    private async Task<string> IconAsync(JsonNode icon)
    {
        if (_icons.TryGetValue(Id(icon), out var known))
        {
            return known;
        }
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            icon["url48"]!.GetValue<string>()
        );
        request.Headers.Accept.ParseAdd("image/png");
        using var image = await from.Http.SendAsync(request);
        var token = await to.GetAsync("/icon/token-for-uploading-icon");
        var url =
            $"https://api.media.atlassian.com/file/binary?collection=insight_{target.WorkspaceId}_icons&name=i.png&deletable=true";
        using var upload = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = new ByteArrayContent(await image.Content.ReadAsByteArrayAsync()),
        };
        upload.Headers.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            token["mediaJwtToken"]!.GetValue<string>()
        );
        using var uploaded = await to.Http.SendAsync(upload);
        var file = JsonNode.Parse(await uploaded.Content.ReadAsStringAsync())!["data"]!["id"];
        var created = await to.PostAsync(
            "/icon/create",
            new { name = icon["name"], mediaFileUuid = file }
        );
        return _icons[Id(icon)] = Id(created);
    }

    private async Task CopyAttributesAsync(JsonNode type)
    {
        var typeId = _types[Id(type)];
        var there = (await to.GetAsync($"/objecttype/{typeId}/attributes"))
            .AsArray()
            .ToDictionary(a => a!["name"]!.GetValue<string>(), a => Id(a!));
        foreach (var attribute in await AttributesOfAsync(Id(type)))
        {
            var name = attribute["name"]!.GetValue<string>();
            if (attribute["system"]!.GetValue<bool>())
            {
                _system.Add(Id(attribute));
            }
            if (there.TryGetValue(name, out var born))
            {
                _attributes[Id(attribute)] = born;
                continue;
            }
            if (_attributes.ContainsKey(Id(attribute)))
            {
                continue;
            }
            var created = await to.PostAsync(
                $"/objecttypeattribute/{typeId}",
                Written(attribute, final: false)
            );
            _attributes[Id(attribute)] = Id(created);
            await to.PutAsync(
                $"/objecttypeattribute/{typeId}/{Id(created)}",
                Written(attribute, final: false)
            );
        }
    }

    /// <summary>What would stand in the way of writing objects is set last.</summary>
    private async Task FinishAttributesAsync(JsonNode type)
    {
        foreach (
            var attribute in (await AttributesOfAsync(Id(type))).Where(a =>
                !a["system"]!.GetValue<bool>()
            )
        )
        {
            await to.PutAsync(
                $"/objecttypeattribute/{_types[Id(type)]}/{_attributes[Id(attribute)]}",
                Written(attribute, final: true)
            );
        }
    }

    private async Task<List<JsonNode>> AttributesOfAsync(string typeId) =>
        [.. (await from.GetAsync($"/objecttype/{typeId}/attributes")).AsArray().Select(a => a!)];

    private JsonObject Written(JsonNode attribute, bool final)
    {
        var written = new JsonObject();
        string[] copied =
        [
            "name",
            "type",
            "label",
            "description",
            "maximumCardinality",
            "suffix",
            "includeChildObjectTypes",
            "hidden",
            "uniqueAttribute",
            "summable",
            "regexValidation",
            "options",
        ];
        foreach (var member in copied)
        {
            written[member] = attribute[member]?.DeepClone();
        }
        written["defaultTypeId"] = attribute["defaultType"]?["id"]?.GetValue<int>() ?? -1;
        written["additionalValue"] = attribute["additionalValue"]?.DeepClone();
        written["minimumCardinality"] = final
            ? attribute["minimumCardinality"]!.GetValue<int>()
            : 0;
        if (final)
        {
            written["qlQuery"] = MapFilter(attribute["qlQuery"]!.GetValue<string>());
        }
        if (attribute["referenceObjectTypeId"]?.GetValue<string>() is { } targetType)
        {
            written["typeValue"] = _types[targetType];
            written["additionalValue"] = _referenceTypes[
                attribute["referenceType"]!["id"]!.GetValue<string>()
            ];
        }
        var restricted =
            attribute["typeValueMulti"]?.AsArray().Select(v => v!.GetValue<string>()) ?? [];
        written["typeValueMulti"] = new JsonArray([
            .. restricted.Select(v => (JsonNode)_statuses.GetValueOrDefault(v, v)),
        ]);
        return written;
    }

    /// <summary>The sample's filters hold ids of types and schemas, and numbers that are neither.</summary>
    private string MapFilter(string filter)
    {
        var mapped = filter;
        foreach (
            var (old, id) in _types.Concat(_schemas).OrderByDescending(pair => pair.Key.Length)
        )
        {
            mapped = Regex.Replace(
                mapped,
                $@"(?<=[(=,] ?){Regex.Escape(old)}(?=\D|$)",
                "@" + id,
                RegexOptions.None,
                TimeSpan.FromSeconds(1)
            );
        }
        return mapped.Replace("@", "", StringComparison.Ordinal);
    }

    private async Task CopyObjectsAsync(string schemaId)
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
                _objects[Id(found)] = Id(
                    await to.PostAsync("/object/create", Values(found, references: false))
                );
                later.Add(found);
            }
            if (read["isLast"]!.GetValue<bool>())
            {
                break;
            }
            page++;
        }
        foreach (var found in later)
        {
            var body = Values(found, references: true);
            if (body["attributes"]!.AsArray().Count > 0)
            {
                await to.PutAsync($"/object/{_objects[Id(found)]}", body);
            }
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
            if (isReference != references || _system.Contains(id))
            {
                continue;
            }
            attributes.Add(
                new JsonObject
                {
                    ["objectTypeAttributeId"] = _attributes[id],
                    ["objectAttributeValues"] = new JsonArray([
                        .. values.Select(v => new JsonObject { ["value"] = Value(v!) }),
                    ]),
                }
            );
        }
        return new JsonObject
        {
            ["objectTypeId"] = _types[Id(read["objectType"]!)],
            ["attributes"] = attributes,
        };
    }

    private string Value(JsonNode value)
    {
        if (value["referencedObject"] is { } target)
        {
            return _objects[Id(target)];
        }
        if (value["status"] is { } status)
        {
            return _statuses[Id(status)];
        }
        return (value["value"] ?? value["searchValue"])!.GetValue<string>();
    }
}
