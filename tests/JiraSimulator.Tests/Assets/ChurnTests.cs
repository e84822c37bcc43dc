using JiraSimulator.Tests.Testing;

namespace JiraSimulator.Tests.Assets;

/// <summary>Others delete and create while a client pages: offsets lose what ranges of ids keep.</summary>
public sealed class ChurnTests(ItsmFixture fixture) : IClassFixture<ItsmFixture>, IDisposable
{
    private const int PageSize = 100;

    public void Dispose() => fixture.AcmeWorld.Switches = new();

    [Fact]
    public async Task Offsets_lose_objects_that_were_there_all_along()
    {
        fixture.AcmeWorld.Switches = new() { ChurnBetweenPages = 10 };
        var before = Ids();
        var read = new HashSet<long>();
        for (var start = 0; start < before.Count; start += PageSize)
        {
            var page = await fixture.Acme.AqlAsync(
                "objectId > 0 ORDER BY Key ASC",
                start,
                PageSize
            );
            read.UnionWith(
                page["values"]!.AsArray().Select(o => long.Parse(o!["id"]!.GetValue<string>()))
            );
        }
        var after = Ids();

        after.Count.ShouldBe(before.Count);
        before.Intersect(after).Except(read).ShouldNotBeEmpty();
    }

    private HashSet<long> Ids() => [.. fixture.AcmeWorld.AllObjects().Select(o => o.Id)];
}
