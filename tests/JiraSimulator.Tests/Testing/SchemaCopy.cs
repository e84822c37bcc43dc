using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using JiraSimulator.Sites;

namespace JiraSimulator.Tests.Testing;

/// <summary>Copies schemas from one site to another through the public API alone, in the order of contract §6.7.</summary>
internal sealed class SchemaCopy(AssetsClient from, AssetsClient to, Site target)
{
    private readonly CopiedIds ids = new();

    /// <summary>Ids on the target by ids on the source.</summary>
    public IReadOnlyDictionary<string, string> Schemas => ids.Schemas;

    /// <summary>Schemas that others refer to come first.</summary>
    public async Task RunAsync(params string[] schemaIds)
    {
        await MapByNameAsync("/config/statustype", ids.Statuses);
        await MapByNameAsync("/config/referencetype", ids.ReferenceTypes);
        await MapByNameAsync("/icon/global", ids.Icons);
        foreach (var id in schemaIds)
            await CopySchemaAsync(id);
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
                map[Id(here)] = id;
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
        ids.Schemas[id] = Id(created);
        await to.PostAsync(
            $"/global/config/objectschema/{ids.Schemas[id]}/property",
            await from.GetAsync($"/global/config/objectschema/{id}")
        );
        await CopyConfigurationAsync("/config/statustype", id, ids.Statuses);
        await CopyConfigurationAsync("/config/referencetype", id, ids.ReferenceTypes);
        var types = (await from.GetAsync($"/objectschema/{id}/objecttypes"))
            .AsArray()
            .Select(t => t!)
            .ToList();
        foreach (var type in types)
            await CopyTypeAsync(id, type);
        foreach (var type in types)
            await CopyAttributesAsync(type);
        await new ObjectCopy(from, to, ids).RunAsync(id);
        foreach (var type in types)
            await FinishAttributesAsync(type);
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
            body["objectSchemaId"] = ids.Schemas[schemaId];
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
                objectSchemaId = ids.Schemas[schemaId],
                parentObjectTypeId = parent is null ? null : ids.Types[parent],
                inherited = type["inherited"],
                abstractObjectType = type["abstractObjectType"],
            }
        );
        ids.Types[Id(type)] = Id(created);
    }

    private async Task<string> IconAsync(JsonNode icon)
    {
        if (ids.Icons.TryGetValue(Id(icon), out var known))
            return known;
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
        return ids.Icons[Id(icon)] = Id(created);
    }

    private async Task CopyAttributesAsync(JsonNode type)
    {
        var typeId = ids.Types[Id(type)];
        var there = (await to.GetAsync($"/objecttype/{typeId}/attributes"))
            .AsArray()
            .ToDictionary(a => a!["name"]!.GetValue<string>(), a => Id(a!));
        foreach (var attribute in await AttributesOfAsync(Id(type)))
        {
            var name = attribute["name"]!.GetValue<string>();
            if (attribute["system"]!.GetValue<bool>())
                ids.System.Add(Id(attribute));
            if (there.TryGetValue(name, out var born))
            {
                ids.Attributes[Id(attribute)] = born;
                continue;
            }
            if (ids.Attributes.ContainsKey(Id(attribute)))
                continue;
            var created = await to.PostAsync(
                $"/objecttypeattribute/{typeId}",
                Written(attribute, final: false)
            );
            ids.Attributes[Id(attribute)] = Id(created);
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
                $"/objecttypeattribute/{ids.Types[Id(type)]}/{ids.Attributes[Id(attribute)]}",
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
            written[member] = attribute[member]?.DeepClone();
        written["defaultTypeId"] = attribute["defaultType"]?["id"]?.GetValue<int>() ?? -1;
        written["additionalValue"] = attribute["additionalValue"]?.DeepClone();
        written["minimumCardinality"] = final
            ? attribute["minimumCardinality"]!.GetValue<int>()
            : 0;
        if (final)
            written["qlQuery"] = MapFilter(attribute["qlQuery"]!.GetValue<string>());
        if (attribute["referenceObjectTypeId"]?.GetValue<string>() is { } targetType)
        {
            written["typeValue"] = ids.Types[targetType];
            written["additionalValue"] = ids.ReferenceTypes[
                attribute["referenceType"]!["id"]!.GetValue<string>()
            ];
        }
        var restricted =
            attribute["typeValueMulti"]?.AsArray().Select(v => v!.GetValue<string>()) ?? [];
        written["typeValueMulti"] = new JsonArray([
            .. restricted.Select(v => (JsonNode)ids.Statuses.GetValueOrDefault(v, v)),
        ]);
        return written;
    }

    /// <summary>The sample's filters hold ids of types and schemas, and numbers that are neither.</summary>
    private string MapFilter(string filter)
    {
        var mapped = filter;
        foreach (
            var (old, id) in ids
                .Types.Concat(ids.Schemas)
                .OrderByDescending(pair => pair.Key.Length)
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
}
