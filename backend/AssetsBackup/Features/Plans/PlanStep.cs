using System.Text.Json;
using System.Text.Json.Serialization;
using AssetsBackup.Vault;

namespace AssetsBackup.Features.Plans;

/// <summary>One action of a plan as its tree in the vault holds it.</summary>
/// <param name="Kind">One of <see cref="PlanKinds"/>.</param>
/// <param name="Action">One of <see cref="PlanActions"/>.</param>
internal sealed record PlanStep(string Kind, string Action, string SourceId, string Name)
{
    public string? Reason { get; init; }

    /// <summary>What is used at the destination; null for what is created or skipped.</summary>
    public string? DestinationId { get; init; }

    /// <summary>Of an object: its type at the source.</summary>
    public string? TypeId { get; init; }

    /// <summary>Of an object: the record of the snapshot that it is created from.</summary>
    public string? Record { get; init; }

    /// <summary>Of an object: attributes that refer to objects which are created later; they are set in a second pass.</summary>
    public IReadOnlyList<string>? Deferred { get; init; }

    public byte[] ToJson() => CanonicalJson.Write(JsonSerializer.SerializeToElement(this, Json));

    public static PlanStep Read(ReadOnlyMemory<byte> content) =>
        JsonSerializer.Deserialize<PlanStep>(content.Span, Json)
        ?? throw new JsonException("A plan's step is null.");

    public PlanAction ToAction() => new(Kind, Action, SourceId, Name, Reason);

    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };
}

internal static class PlanActions
{
    public const string Create = "create";
    public const string Use = "use";
    public const string Skip = "skip";
}

/// <summary>Kinds of thing, in the order in which they are applied (contract §6.7).</summary>
internal static class PlanKinds
{
    public const string Schema = "schema";
    public const string Status = "status";
    public const string ReferenceType = "referenceType";
    public const string Icon = "icon";
    public const string ObjectType = "objectType";
    public const string Attribute = "attribute";
    public const string Object = "object";

    public static readonly IReadOnlyList<string> InOrder =
    [
        Schema,
        Status,
        ReferenceType,
        Icon,
        ObjectType,
        Attribute,
        Object,
    ];
}

/// <summary>How a plan lies in the vault: its trees, and groups whose order is the order of applying.</summary>
internal static class PlanTree
{
    /// <summary>Every step; group from <see cref="GroupOf(string)"/>, id at the source.</summary>
    public const string Actions = "actions";

    /// <summary>Group type id, object id: the objects that a second pass completes; records are steps.</summary>
    public const string Deferred = "deferred";

    /// <summary>Group type id, object id, key at the destination: objects of other schemas that are referred to.</summary>
    public const string Foreign = "foreign";

    private static readonly Dictionary<string, string> Groups = PlanKinds
        .InOrder.Index()
        .ToDictionary(kind => kind.Item, kind => $"{kind.Index + 1:D2}-{kind.Item}");

    public static string GroupOf(string kind) =>
        kind != PlanKinds.Object
            ? Groups[kind]
            : throw new ArgumentOutOfRangeException(nameof(kind), kind, "Objects go in waves.");

    /// <summary>A group before all those of the kind, which lie together; null for what is no kind.</summary>
    public static string? BeforeGroupsOf(string kind) =>
        Groups.GetValueOrDefault(kind)?[..^kind.Length];

    public static string GroupOf(int wave, string typeId) => $"{ObjectsOfWave(wave)}-{typeId}";

    public static bool IsOfKind(TreeEntry entry, string kind) =>
        entry.Group.Split('-') is [_, var found, ..] && found == kind;

    /// <summary>What the groups of one wave begin with.</summary>
    public static string WaveOf(TreeEntry entry) => entry.Group[..ObjectsOfWave(0).Length];

    private static string ObjectsOfWave(int wave) => $"{Groups[PlanKinds.Object]}-{wave:D7}";
}
