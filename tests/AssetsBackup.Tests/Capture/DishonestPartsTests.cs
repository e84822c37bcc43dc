using System.Globalization;
using System.Text;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Features.Snapshots.Capture;
using AssetsBackup.Features.Snapshots.Capture.Parts;
using AssetsBackup.Features.Snapshots.Records;

namespace AssetsBackup.Tests.Capture;

/// <summary>What hangs on objects: none of it is said to be there that is not, and what a site only failed to give is missing.</summary>
public sealed class DishonestPartsTests
{
    private static readonly string[] Parts = ["comments", "history", "attachments"];
    private static readonly EntryPlace Owner = new("1", "1");

    [Fact]
    public async Task No_part_is_said_to_be_whole_that_is_not_and_the_document_says_what_each_run_said()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:400", callsPerObject: true);
        var key = (
            await host.ReadAsync(database => Task.FromResult(database.Schemas.Single()))
        ).Key;
        var honest = await host.FullBackUpAsync(key);
        honest.State.ShouldBe(RunState.Succeeded, honest.ErrorMessage);
        var rows = new StringBuilder();
        foreach (var dishonesty in PartDishonesty.All)
        {
            dishonesty.Begin(host.Wire);
            var run = await host.FullBackUpAsync(key);
            host.Wire.Reset();
            var row = await TellAsync(host, dishonesty, run, honest);
            rows.Append(CultureInfo.InvariantCulture, $"{row}\n");
        }

        DishonestyDocument.Compare("Comments, changes, attachments", rows.ToString());
    }

    [Fact]
    public async Task What_an_outage_kept_back_is_read_by_the_next_backup()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:200", callsPerObject: true);
        var key = (
            await host.ReadAsync(database => Task.FromResult(database.Schemas.Single()))
        ).Key;
        PartDishonesty.CommentsFail.Begin(host.Wire);
        var partial = await host.BackUpAsync(key);
        host.Wire.Reset();

        var healed = await host.BackUpAsync(key);

        (await host.SnapshotAsync(partial.Id)).State.ShouldBe(SnapshotState.Partial);
        healed.State.ShouldBe(RunState.Succeeded, healed.ErrorMessage);
        await host.ShouldBeEqualToFullAsync(key, healed.Id);
    }

    [Fact]
    public void A_part_is_not_available_only_where_the_site_says_so()
    {
        StateOf(tally => tally.WithFailed("Jira answered 500", Owner)).ShouldBe(PartState.Partial);
        StateOf(tally => tally.WithFailed("Jira answered 400", Owner)).ShouldBe(PartState.Partial);
        StateOf(tally => tally.WithDenied(Owner)).ShouldBe(PartState.NotAvailable);
        StateOf(tally => tally.WithNotFound(Owner)).ShouldBe(PartState.NotAvailable);
        var mixed = Failing(tally => tally.WithDenied(Owner), 24)
            .WithFailed("Jira answered 500", Owner);
        mixed.IsHopeless.ShouldBeTrue();
        mixed.ToPart().State.ShouldBe(PartState.Partial);
    }

    [Fact]
    public void Objects_that_were_answered_404_before_another_was_answered_well_are_told()
    {
        var tally = Failing(known => known.WithNotFound(Owner), 5);
        tally.ToPart().State.ShouldBe(PartState.NotAvailable);

        var part = tally.With(new PartOfObject(2), Owner).ToPart();

        (part.State, part.Count).ShouldBe((PartState.Partial, 2));
        part.Reasons.ShouldBe(["The comments of 5 objects could not be read: Jira answered 404."]);
    }

    private static PartState StateOf(Func<PartTally, PartTally> fail) =>
        Failing(fail, 25).WithPassedOver(Owner).ToPart().State;

    private static PartTally Failing(Func<PartTally, PartTally> fail, int times)
    {
        var tally = new PartTally("comments", "comment");
        for (var time = 0; time < times; time++)
            tally = fail(tally);
        return tally;
    }

    /// <summary>A row of the document, once it is sure that the run did not lie.</summary>
    private static async Task<string> TellAsync(
        CaptureHost host,
        PartDishonesty dishonesty,
        Run run,
        Run honest
    )
    {
        run.State.ShouldBeOneOf([RunState.Succeeded, RunState.Partial], dishonesty.Does);
        var (counts, reasons) = (new List<string>(), new List<string>());
        foreach (var name in Parts)
        {
            var part = await host.PartAsync(run.Id, name);
            counts.Add(part.Count.ToString("N0", CultureInfo.InvariantCulture));
            reasons.AddRange(part.Reasons);
            if (part.State != PartState.Captured)
                part.Reasons.ShouldNotBeEmpty(dishonesty.Does);
            else
                await ShouldBeEqualAsync(host, name, run, honest, dishonesty.Does);
            if (run.State == RunState.Succeeded)
                part.State.ShouldNotBe(PartState.Partial, dishonesty.Does);
        }
        var state = run.State == RunState.Succeeded ? "complete" : "partial";
        return $"| {dishonesty.Does} | {state} | {string.Join(", ", counts)} | {DishonestyDocument.Words(reasons)} |";
    }

    private static async Task ShouldBeEqualAsync(
        CaptureHost host,
        string part,
        Run run,
        Run honest,
        string does
    )
    {
        var (here, there) = (await host.RootAsync(run.Id), await host.RootAsync(honest.Id));
        foreach (var tree in SnapshotTrees.OfPart[part])
            here.Trees[tree].ShouldBe(there.Trees[tree], does);
        (await host.PartAsync(run.Id, part)).Count.ShouldBe(
            (await host.PartAsync(honest.Id, part)).Count,
            does
        );
    }
}
