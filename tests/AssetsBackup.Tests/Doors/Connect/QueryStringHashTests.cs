using System.Text.Json;
using AssetsBackup.Doors.Connect.Tokens;

namespace AssetsBackup.Tests.Doors.Connect;

public sealed class QueryStringHashTests
{
    [Fact]
    [Trait("Kind", Contract.Trait)]
    public void Every_contract_vector_gives_its_canonical_request_and_hash()
    {
        var wrong = new List<string>();
        var checkedVectors = 0;
        foreach (var file in Contract.Files("qsh-vectors.json"))
        {
            foreach (var vector in file.GetProperty("vectors").EnumerateArray())
            {
                if (IsLegacyFormBody(vector))
                    continue;
                checkedVectors++;
                if (!Agrees(vector))
                    wrong.Add(vector.GetProperty("name").GetString()!);
            }
        }
        wrong.ShouldBeEmpty();
        checkedVectors.ShouldBeGreaterThan(30);
    }

    [Fact]
    public void A_parameter_that_only_starts_like_the_token_stays_in_the_hash() =>
        QueryStringHash.Canonical("GET", "/p?jwt2=a&jwt=b", "").ShouldBe("GET&/p&jwt2=a");

    [Fact]
    public void The_base_path_goes_on_a_segment_border_alone() =>
        QueryStringHash.Canonical("GET", "/app/apples", "/app").ShouldBe("GET&/apples&");

    // A leniency of the npm library that the contract forbids to copy.
    private static bool IsLegacyFormBody(JsonElement vector) =>
        vector.TryGetProperty("formBody", out _);

    private static bool Agrees(JsonElement vector)
    {
        var bySpec = vector.TryGetProperty("divergent", out _) ? "BySpec" : "";
        var (method, url) = (Text(vector, "method")!, Text(vector, "url")!);
        var basePath = Text(vector, "baseUrl") is { } address
            ? new Uri(address).AbsolutePath.TrimEnd('/')
            : "";
        return QueryStringHash.Canonical(method, url, basePath)
                == Text(vector, "canonical" + bySpec)
            && QueryStringHash.Compute(method, url, basePath) == Text(vector, "qsh" + bySpec);
    }

    private static string? Text(JsonElement vector, string name) =>
        vector.GetProperty(name).GetString();
}
