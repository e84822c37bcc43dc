using System.Text.Json;
using System.Text.Json.Nodes;
using AssetsBackup.Atlassian;
using AssetsBackup.Atlassian.Assets;
using AssetsBackup.Features.Snapshots.Records;

namespace AssetsBackup.Features.Plans.Applying;

/// <summary>The attributes of a type as the destination has them now.</summary>
internal static class LiveAttributes
{
    public static async Task<IReadOnlyList<AttributeRecord>> ListLiveAttributesAsync(
        this IAssetsReads assets,
        string typeId,
        CancellationToken cancellationToken
    )
    {
        var answer = await assets.ListAttributesAsync(
            typeId,
            excludeParentAttributes: true,
            cancellationToken
        );
        return [.. answer.Items().Select(Read)];
    }

    /// <summary>What differs from what was to be written, by the names of the settings; empty when nothing does.</summary>
    public static IReadOnlyList<string> DifferencesFrom(
        this AttributeRecord live,
        AttributeIn wanted
    )
    {
        var differences = new List<string>();
        void Compare<T>(string setting, T there, T asked)
        {
            if (!EqualityComparer<T>.Default.Equals(there, asked))
                differences.Add(setting);
        }
        Compare("name", live.Name, wanted.Name);
        Compare("label", live.Label, wanted.Label ?? false);
        Compare("description", live.Description ?? "", wanted.Description ?? "");
        Compare("minimum", live.MinimumCardinality ?? 0, wanted.MinimumCardinality ?? 0);
        Compare("maximum", live.MaximumCardinality ?? 1, wanted.MaximumCardinality ?? 1);
        Compare("suffix", live.Suffix ?? "", wanted.Suffix ?? "");
        Compare(
            "child types",
            live.IncludeChildObjectTypes,
            wanted.IncludeChildObjectTypes ?? false
        );
        Compare("hidden", live.Hidden, wanted.Hidden ?? false);
        Compare("unique", live.UniqueAttribute, wanted.UniqueAttribute ?? false);
        Compare("summable", live.Summable, wanted.Summable ?? false);
        Compare("pattern", live.RegexValidation ?? "", wanted.RegexValidation ?? "");
        Compare("filter", live.QlQuery ?? "", wanted.QlQuery ?? "");
        Compare("options", live.Options ?? "", wanted.Options ?? "");
        Compare(
            "restriction",
            string.Join(',', (live.TypeValueMulti ?? []).Order()),
            string.Join(',', (wanted.TypeValueMulti ?? []).Order())
        );
        CompareReference(live, wanted, Compare);
        return differences;
    }

    private static void CompareReference(
        AttributeRecord live,
        AttributeIn wanted,
        Action<string, string, string> compare
    )
    {
        if (live.RestorableKind() == AttributeKind.Reference)
        {
            compare("object type", live.ReferenceObjectTypeId ?? "", wanted.TypeValue ?? "");
            compare("reference type", live.ReferenceType ?? "", wanted.AdditionalValue ?? "");
        }
        else if (wanted.AdditionalValue is { } additional)
            compare("additional value", live.AdditionalValue ?? "", additional);
    }

    /// <summary>A site embeds the reference type where a snapshot has its id.</summary>
    private static AttributeRecord Read(JsonElement attribute)
    {
        var members = JsonNode.Parse(LoneSurrogates.Replace(attribute.GetRawText()))!.AsObject();
        if (members["referenceType"] is JsonObject type)
            members["referenceType"] = type["id"]?.DeepClone();
        members["qlQuery"] ??= members["iql"]?.DeepClone();
        using var document = JsonDocument.Parse(members.ToJsonString());
        return RecordJson.Read<AttributeRecord>(document.RootElement.Clone());
    }
}
