using System.Text.Json;

namespace AssetsBackup.Tests.Atlassian.Recorded;

/// <summary>A body that a site answered with, or that a document gives as an example.</summary>
/// <param name="Where">Its file, and its place in it.</param>
/// <param name="Body">As it was recorded.</param>
internal sealed record RecordedAnswer(string Where, JsonElement Body);

/// <summary>The answers in the files of the contract, which keeps them in four ways.</summary>
internal static class RecordedAnswers
{
    /// <summary>Files that hold no answer of a site that a backup asks, and why.</summary>
    private static readonly Dictionary<string, string> NoAnswers = new(StringComparer.Ordinal)
    {
        ["ibuchanan-forge-assets-import/context/startImport.json"] = "how Forge calls an app",
        ["ibuchanan-forge-assets-import/context/importStatus.json"] = "how Forge calls an app",
        ["ibuchanan-forge-assets-import/payload/mapping-configuration.json"] =
            "what an import is sent",
        ["ibuchanan-forge-assets-import/schema/assets_mapping_2023_10_19.schema.json"] =
            "the JSON schema of what an import is sent",
    };

    public static bool AreIn(string file) => !NoAnswers.ContainsKey(file);

    public static IReadOnlyList<RecordedAnswer> In(string file, JsonElement root) =>
        root.ValueKind != JsonValueKind.Object ? [new(file, root)]
        : root.TryGetProperty("openapi", out _) ? [.. Examples(file, root.GetProperty("paths"))]
        : root.TryGetProperty("operations", out var operations)
            ? [.. Skeletons(file, operations.EnumerateArray())]
        : root.EnumerateObject().All(one => HasMember(one.Value, "response"))
            ?
            [
                .. root.EnumerateObject()
                    .Select(one => new RecordedAnswer(
                        $"{file} {one.Name}",
                        one.Value.GetProperty("response")
                    )),
            ]
        : [new(file, root)];

    private static bool HasMember(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out _);

    /// <summary>The manifest of a connector: what each of its operations gives, with blank values.</summary>
    private static IEnumerable<RecordedAnswer> Skeletons(
        string file,
        IEnumerable<JsonElement> operations
    ) =>
        from operation in operations
        where HasMember(operation, "output_schema")
        select new RecordedAnswer(
            $"{file} {operation.GetProperty("operation")}",
            operation.GetProperty("output_schema")
        );

    /// <summary>An OpenAPI document writes its examples as texts.</summary>
    private static IEnumerable<RecordedAnswer> Examples(string file, JsonElement paths) =>
        from path in paths.EnumerateObject()
        from method in path.Value.EnumerateObject()
        where HasMember(method.Value, "responses")
        from response in method.Value.GetProperty("responses").EnumerateObject()
        where HasMember(response.Value, "content")
        from content in response.Value.GetProperty("content").EnumerateObject()
        where HasMember(content.Value, "example")
        let example = content.Value.GetProperty("example")
        select new RecordedAnswer(
            $"{file} {method.Name} {path.Name} {response.Name}",
            example.ValueKind == JsonValueKind.String
                ? JsonElement.Parse(example.GetString()!)
                : example
        );
}
