using System.Net.Http.Json;
using System.Text.Json.Nodes;
using JiraSimulator.Worlds;

namespace JiraSimulator.Tests.Testing;

/// <summary>Objects of the sample by what hangs on them, and what the control API says of it.</summary>
internal static class ItsmParts
{
    public static IEnumerable<AssetObject> AllObjects(this World world) =>
        world
            .Types.Keys.SelectMany(type => world.Objects.IdsOf(type))
            .Select(id => world.Objects.Find(id)!);

    public static AssetObject FirstWhere(this World world, Func<AssetObject, bool> matches) =>
        world.AllObjects().First(matches);

    public static async Task<JsonNode> TruthAsync(
        this ItsmFixture fixture,
        string path,
        string site = "acme"
    )
    {
        using var control = new HttpClient { BaseAddress = fixture.Simulator.HttpUrl };
        return (await control.GetFromJsonAsync<JsonNode>($"/_sim/sites/{site}/{path}"))!;
    }
}
