using System.Text.Json.Nodes;

namespace AssetsBackup.Tests.Capture;

/// <summary>A world of its own: what was edited by a wrong clock carries that time for ever.</summary>
public sealed class WrongClockTests(WrongClockTests.Site site) : IClassFixture<WrongClockTests.Site>
{
    private readonly CaptureHost host = site.Host;

    [Theory]
    [InlineData(2, 2)]
    [InlineData(-2, -2)]
    [InlineData(2, 0)]
    [InlineData(-2, 0)]
    public async Task The_clock_of_the_site_may_be_wrong_and_put_right(int hours, int hoursThen)
    {
        static JsonObject Ahead(int hours) => new() { ["clockAheadSeconds"] = hours * 3600 };
        await site.BackUpAsync(Ahead(hours));
        await host.SwitchAsync(Ahead(hours));
        await host.MutateAsync(5);

        var next = await site.BackUpAsync(Ahead(hoursThen), full: false);

        (await host.BasisAsync(next.Id)).On.ShouldNotBeNull();
        await site.ShouldHoldTheWorldAsync(next);
    }

    public sealed class Site() : OddSite("n:700", callsPerObject: false);
}
