using System.Text.Json;
using AssetsBackup.Doors.Connect.Lifecycle;
using AssetsBackup.Doors.Connect.Tokens;

namespace AssetsBackup.Tests.Doors.Connect;

/// <summary>The contract's token vectors at the verifier of their class: clock, keys and tenants as the file gives them.</summary>
public sealed class TokenVectorTests
{
    [Fact]
    [Trait("Kind", Contract.Trait)]
    public async Task Every_contract_vector_is_accepted_or_refused_as_the_contract_expects()
    {
        var wrong = new List<string>();
        var count = 0;
        foreach (var file in Contract.Files("jwt-vectors.json"))
        {
            await using var world = await VectorWorld.CreateAsync(file);
            foreach (var vector in file.GetProperty("vectors").EnumerateArray())
            {
                count++;
                var (name, expected) = (Text(vector, "name"), Text(vector, "expect"));
                var verdict = await world.VerifyAsync(Text(vector, "endpoint"), Call(vector));
                if (!Fits(expected, verdict, world.FirstTenant))
                    wrong.Add($"{name}: expected {expected}, was {verdict}");
            }
            // A key id that is none must not become an address.
            world.KeyRequests.ShouldAllBe(address =>
                address.Host == InstallKeys.Server.Host && address.AbsolutePath.Length == 37
            );
        }
        wrong.ShouldBeEmpty();
        count.ShouldBeGreaterThanOrEqualTo(60);
    }

    private static SignedCall Call(JsonElement vector) =>
        new(
            vector.GetProperty("token").GetString(),
            Text(vector, "method"),
            new Uri(Text(vector, "url")).PathAndQuery,
            vector.TryGetProperty("body", out var body)
                ? body.Deserialize<LifecycleBody>(JsonSerializerOptions.Web)
                : null
        );

    private static bool Fits(string expected, TokenVerdict verdict, string firstTenant) =>
        expected switch
        {
            // Its token ended five seconds ago, and our leeway is thirty.
            "accept" or "leeway-dependent" => verdict is TokenVerdict.Accepted,
            "reject" => verdict is TokenVerdict.Refused,
            "never-tenant-A" => verdict is not TokenVerdict.Accepted accepted
                || accepted.Claims.Issuer != firstTenant,
            _ => false,
        };

    private static string Text(JsonElement vector, string name) =>
        vector.GetProperty(name).GetString()!;
}
