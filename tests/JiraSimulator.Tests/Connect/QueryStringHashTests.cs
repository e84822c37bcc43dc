using System.Text.Json;
using JiraSimulator.Connect;

namespace JiraSimulator.Tests.Connect;

public sealed class QueryStringHashTests
{
    public static TheoryData<string> VectorNames => [.. Vectors.Value.Keys];

    private static readonly Lazy<Dictionary<string, Vector>> Vectors = new(Read);

    [Theory]
    [MemberData(nameof(VectorNames))]
    public void The_hash_is_that_of_the_contracts_vector(string name)
    {
        var vector = Vectors.Value[name];

        QueryStringHash
            .Canonical(vector.Method, vector.Url, vector.BaseUrl)
            .ShouldBe(vector.Canonical);
        QueryStringHash.Of(vector.Method, vector.Url, vector.BaseUrl).ShouldBe(vector.Hash);
    }

    [Fact]
    public void Every_vector_of_the_contract_but_the_legacy_form_body_is_checked() =>
        Vectors.Value.Count.ShouldBe(36);

    [Fact]
    public void A_form_body_is_no_part_of_the_hash() =>
        QueryStringHash.Canonical("POST", "https://app.example.com/hook").ShouldBe("POST&/hook&");

    private static Dictionary<string, Vector> Read()
    {
        using var file = File.OpenRead(Path.Combine(ContractFolder(), "qsh-vectors.json"));
        using var document = JsonDocument.Parse(file);
        return document
            .RootElement.GetProperty("vectors")
            .EnumerateArray()
            .Where(vector => !vector.TryGetProperty("formBody", out _))
            .ToDictionary(vector => Text(vector, "name")!, ToVector);
    }

    // Where npm departs from the documented rule, the rule wins.
    private static Vector ToVector(JsonElement vector) =>
        new(
            Text(vector, "method")!,
            Text(vector, "url")!,
            Text(vector, "baseUrl"),
            Text(vector, "canonicalBySpec") ?? Text(vector, "canonical")!,
            Text(vector, "qshBySpec") ?? Text(vector, "qsh")!
        );

    private static string? Text(JsonElement vector, string name) =>
        vector.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static string ContractFolder()
    {
        if (Environment.GetEnvironmentVariable("ASSETSBACKUP_CONTRACT") is { Length: > 0 } given)
            return given;
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (
            folder is not null && !File.Exists(Path.Combine(folder.FullName, "AssetsBackup.sln"))
        )
        {
            folder = folder.Parent;
        }
        return Path.Combine(folder!.FullName, "..", "shared", "contract");
    }

    private sealed record Vector(
        string Method,
        string Url,
        string? BaseUrl,
        string Canonical,
        string Hash
    );
}
