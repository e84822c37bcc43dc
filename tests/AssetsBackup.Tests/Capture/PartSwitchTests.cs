using System.Text.Json.Nodes;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Features.Snapshots.Records;

namespace AssetsBackup.Tests.Capture;

/// <summary>Oddities of what hangs on objects, and of the media host (contract §5.11 to §5.13, §10).</summary>
public sealed class PartSwitchTests(PartSwitchTests.Site site) : IClassFixture<PartSwitchTests.Site>
{
    private readonly CaptureHost host = site.Host;

    [Theory]
    [InlineData("mediaId")]
    [InlineData("url")]
    public async Task Files_are_kept_byte_for_byte_whatever_names_them_and_though_a_token_opens_one_only(
        string form
    )
    {
        var several = await host.CountsAsync(site.Key, "attachments");
        several.Values.ShouldContain(count => count > 1);

        var run = await site.BackUpAsync(
            new() { ["attachmentForm"] = form, ["mediaTokenUses"] = 1 }
        );

        await ShouldHoldTheFilesAsync(run);
    }

    [Fact]
    public async Task A_token_that_was_given_too_late_to_open_anything_is_asked_for_again()
    {
        var opened = 0;
        host.Wire.BeforeCall = (path, _) =>
        {
            if (
                path.StartsWith("/file/", StringComparison.Ordinal)
                && Interlocked.Increment(ref opened) == 2
            )
                host.SwitchAsync(new() { ["mediaTokenSeconds"] = 900 }).GetAwaiter().GetResult();
        };

        var run = await site.BackUpAsync(new() { ["mediaTokenSeconds"] = 0 });

        opened.ShouldBeGreaterThan(2);
        await ShouldHoldTheFilesAsync(run);
    }

    [Fact]
    public async Task Files_that_no_token_ever_opens_are_told_as_missing()
    {
        var run = await site.BackUpAsync(new() { ["mediaTokenSeconds"] = 0 });

        run.State.ShouldBe(RunState.Partial, run.ErrorMessage);
        var part = await host.PartAsync(run.Id, "attachments");
        (part.State, part.Count).ShouldBe((PartState.Partial, 0));
        part.Reasons.ShouldHaveSingleItem().ShouldContain("the media host refused every token");
    }

    [Fact]
    public async Task Other_names_of_people_another_language_and_another_address_change_nothing()
    {
        var usual = await site.BackUpAsync([]);

        var run = await site.BackUpAsync(new() { ["shownAnew"] = true });

        run.State.ShouldBe(RunState.Succeeded, run.ErrorMessage);
        (await host.RootAsync(run.Id)).Trees[SnapshotTrees.Comments].Entries.ShouldBeGreaterThan(0);
        await host.ShouldBeEqualAsync(run.Id, usual.Id);
    }

    private async Task ShouldHoldTheFilesAsync(Run run)
    {
        run.State.ShouldBe(RunState.Succeeded, run.ErrorMessage);
        var files = await CapturedFiles.OfWorldAsync(host, site.Key);
        (await host.PartAsync(run.Id, "attachments")).ShouldBeCaptured(files.Count);
        (await CapturedFiles.InAsync(await host.OpenAsync(run.Id))).ShouldBe(
            files,
            ignoreOrder: true
        );
    }

    public sealed class Site() : OddSite("n:400", callsPerObject: true);
}
