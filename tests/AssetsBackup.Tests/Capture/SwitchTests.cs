using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Features.Snapshots.Records;

namespace AssetsBackup.Tests.Capture;

/// <summary>Oddities of searches and definitions (contract §10): whatever the site does, the snapshot is the site.</summary>
public sealed partial class SwitchTests(SwitchTests.Site site) : IClassFixture<SwitchTests.Site>
{
    private readonly CaptureHost host = site.Host;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_gives_way_between_pages_takes_no_other_with_it(bool idsCompare)
    {
        var before = await site.WorldAsync();
        var pages = 0;
        host.Wire.BeforeCall = (path, _) =>
        {
            if (
                path.EndsWith("/object/aql", StringComparison.Ordinal)
                && Interlocked.Increment(ref pages) == 15
            )
                host.SwitchAsync(new() { ["churnBetweenPages"] = 0 }).GetAwaiter().GetResult();
        };

        var run = await site.BackUpAsync(
            new()
            {
                ["churnBetweenPages"] = 10,
                ["largestPage"] = 20,
                ["objectIdComparisons"] = idsCompare,
            }
        );

        run.State.ShouldBe(RunState.Succeeded, run.ErrorMessage);
        var (held, world) = (await site.HeldAsync(run), await site.WorldAsync());
        world.Except(before).Count().ShouldBeGreaterThan(50);
        world.Except(held).ShouldBeEmpty();
        held.Except(world).Except(before).ShouldBeEmpty();
    }

    [Fact]
    public async Task No_page_is_so_large_that_it_would_lie_about_being_the_last()
    {
        var sizes = new ConcurrentBag<int>();
        host.Wire.Answer = request =>
        {
            if (PageSize().Match(request.RequestUri!.Query) is { Success: true } size)
                sizes.Add(int.Parse(size.Groups["size"].Value));
            return null;
        };

        var run = await site.BackUpAsync(new() { ["lastPageLieAt1000"] = true });

        await site.ShouldHoldTheWorldAsync(run);
        sizes.Max().ShouldBeInRange(100, 999);
    }

    [Fact]
    public async Task What_a_search_does_not_see_at_first_is_found_before_the_backup_ends()
    {
        await MakeObjectsAsync();
        host.Wire.Answer = request =>
        {
            if (AsksForChanges(request))
                host.SwitchAsync(new() { ["searchLagSeconds"] = 0 }).GetAwaiter().GetResult();
            return null;
        };

        var run = await site.BackUpAsync(new() { ["searchLagSeconds"] = 240 });

        await site.ShouldHoldTheWorldAsync(run);
    }

    [Fact]
    public async Task What_a_search_does_not_see_at_all_is_in_the_next_backup()
    {
        var before = await site.WorldAsync();
        await MakeObjectsAsync();

        // So long that nothing made before, by another test either, comes into sight while it is read.
        var blind = await site.BackUpAsync(new() { ["searchLagSeconds"] = 3600 });
        var next = await site.BackUpAsync([], full: false);

        (await site.HeldAsync(blind)).Except(before).ShouldBeEmpty();
        (await host.BasisAsync(next.Id)).On.ShouldBe(blind.Id);
        await site.ShouldHoldTheWorldAsync(next);
    }

    [Fact]
    public async Task A_global_status_may_say_of_its_schema_that_it_has_none()
    {
        var usual = await site.BackUpAsync([]);

        var run = await site.BackUpAsync(new() { ["nullSchemaOnGlobalStatus"] = true });

        await host.ShouldBeEqualAsync(run.Id, usual.Id);
        var statuses = await host.PartAsync(run.Id, "statuses");
        statuses.ShouldBeCaptured((await host.PartAsync(usual.Id, "statuses")).Count);
        statuses.Count.ShouldBeGreaterThan(7);
    }

    [Theory]
    [InlineData("/config/statustype", "statuses")]
    [InlineData("/config/referencetype", "referenceTypes")]
    public async Task What_is_listed_for_all_and_again_for_the_schema_is_counted_once(
        string call,
        string part
    )
    {
        var usual = await site.BackUpAsync([]);
        JsonArray? global = null;
        host.Wire.Replace = (path, body) =>
        {
            if (!path.EndsWith(call, StringComparison.Ordinal))
                return null;
            var listed = JsonNode.Parse(body)!.AsArray();
            var all = new JsonArray([
                .. (global ?? []).Concat(listed).Select(item => item!.DeepClone()),
            ]);
            global ??= listed;
            return new StringContent(all.ToJsonString(), Encoding.UTF8, "application/json");
        };

        var run = await site.BackUpAsync([]);

        await host.ShouldBeEqualAsync(run.Id, usual.Id);
        var count = (await host.PartAsync(usual.Id, part)).Count;
        (await host.PartAsync(run.Id, part)).ShouldBeCaptured(count);
        (await host.RootAsync(run.Id))
            .Trees[part == "statuses" ? SnapshotTrees.Statuses : SnapshotTrees.ReferenceTypes]
            .Entries.ShouldBe(count);
    }

    private async Task MakeObjectsAsync()
    {
        var before = (await site.WorldAsync()).Count;
        (
            await host.Control.PostAsync(
                "/_sim/sites/acme/day?created=10&changed=0&deleted=0",
                content: null
            )
        ).EnsureSuccessStatusCode();
        (await site.WorldAsync()).Count.ShouldBeGreaterThan(before);
    }

    private static bool AsksForChanges(HttpRequestMessage request) =>
        request.Content is { } content
        && content
            .ReadAsStringAsync()
            .GetAwaiter()
            .GetResult()
            .Contains(" Updated ", StringComparison.Ordinal);

    [GeneratedRegex(
        "maxResults=(?<size>[0-9]+)",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex PageSize();

    public sealed class Site() : OddSite("n:700", callsPerObject: false);
}
