using System.Text.Json;
using System.Text.Json.Serialization;
using AssetsBackup.Atlassian;

namespace AssetsBackup.Features.Snapshots.Records;

/// <param name="Created">ISO 8601 UTC as read.</param>
/// <param name="Attributes">By attribute id; an attribute without values is usually absent (contract §5.5).</param>
internal sealed record ObjectRecord(
    string Id,
    string ObjectKey,
    string Label,
    string ObjectTypeId,
    string? Created,
    string? Updated,
    bool HasAvatar,
    IReadOnlyList<ObjectAttributeRecord> Attributes
)
{
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Others { get; init; }
}

internal sealed record ObjectAttributeRecord(
    string ObjectTypeAttributeId,
    IReadOnlyList<ValueRecord> ObjectAttributeValues
)
{
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Others { get; init; }
}

/// <summary>One value: exactly one of the named forms, or members that no version of the app knew.</summary>
internal sealed record ValueRecord
{
    [JsonExtensionData]
    public IDictionary<string, JsonElement> Members { get; init; } =
        new Dictionary<string, JsonElement>(StringComparer.Ordinal);

    // Internal, so that the reader does not take these names away from the members.

    /// <summary>Value of a default type (contract §6.4).</summary>
    internal string? Value => Text("value");

    /// <summary>Id of an object of this or another schema.</summary>
    internal string? ReferencedObject => Text("referencedObject");

    /// <summary>Account id.</summary>
    internal string? User => Text("user");

    /// <summary>Name of the group.</summary>
    internal string? Group => Text("group");

    /// <summary>Key of the project.</summary>
    internal string? Project => Text("project");

    /// <summary>Id of the status.</summary>
    internal string? Status => Text("status");

    private string? Text(string name) =>
        Members.TryGetValue(name, out var member) && member.ValueKind == JsonValueKind.String
            ? LoneSurrogates.Read(member)
            : null;
}
