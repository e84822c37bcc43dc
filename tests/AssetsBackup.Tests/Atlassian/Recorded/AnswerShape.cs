using System.Text.Json;
using AssetsBackup.Atlassian;

namespace AssetsBackup.Tests.Atlassian.Recorded;

/// <summary>A kind of answer, known by its members alone.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Is">Whether a body is one.</param>
internal sealed partial record AnswerShape(string Name, Func<JsonElement, bool> Is)
{
    /// <summary>The first that fits is it.</summary>
    public static IReadOnlyList<AnswerShape> All { get; } = [.. OfAssets, .. OfJira, .. NotRead];

    /// <summary>Reads it as the product does and compares what came out with the body.</summary>
    public Action<JsonElement>? Check { get; init; }

    /// <summary>Why the product has no model of it; null where it has one.</summary>
    public string? NotReadBecause { get; init; }

    public static AnswerShape Of(RecordedAnswer answer) =>
        All.FirstOrDefault(shape => shape.Is(answer.Body))
        ?? throw new ShouldAssertException($"Nobody knows the shape of {answer.Where}.");

    private static Func<JsonElement, bool> Object(params string[] members) =>
        body => HasAll(body, members);

    /// <summary>A list, bare or wrapped, of which the first item has these members.</summary>
    private static Func<JsonElement, bool> ListOf(params string[] members) =>
        body =>
            (body.ValueKind == JsonValueKind.Array && HasAll(First(body), members))
            || Wrapped("entries", members)(body);

    /// <summary>A page with a list under a name.</summary>
    private static Func<JsonElement, bool> Wrapped(string list, params string[] members) =>
        body => HasAll(body, [list]) && HasAll(First(body.GetProperty(list)), members);

    private static bool HasAll(JsonElement body, string[] members) =>
        body.ValueKind == JsonValueKind.Object
        && members.All(member => body.TryGetProperty(member, out _));

    private static JsonElement First(JsonElement list) =>
        list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().FirstOrDefault() : default;

    private static T Read<T>(JsonElement body) =>
        body.Deserialize<T>(TolerantJson.Options) ?? throw new ShouldAssertException("null");

    private static List<JsonElement> Items(JsonElement body, string? list = null)
    {
        var items = list is null ? body : body.GetProperty(list);
        if (items.ValueKind == JsonValueKind.Object)
            items = items.GetProperty("entries");
        items.GetArrayLength().ShouldBeGreaterThan(0);
        return [.. items.EnumerateArray()];
    }

    /// <summary>A member as text, a number and a text alike; null where there is none.</summary>
    private static string? Raw(JsonElement item, string name) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out var member)
            ? member.ToString()
            : null;

    private static string?[] Raws(IEnumerable<JsonElement> items, string name) =>
        [.. items.Select(item => Raw(item, name))];
}
