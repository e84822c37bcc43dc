using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Snapshots;

namespace AssetsBackup.Tests.Capture;

/// <summary>
/// Whatever a site does, no backup ends as complete that is not; docs/dishonesty.md says of each what the run said. With
/// <c>ASSETSBACKUP_WRITE_DOCS</c> set the document is written anew.
/// </summary>
public sealed class DishonestyTests
{
    private const int Objects = 1200;

    [Fact]
    public async Task No_run_says_complete_that_is_not_and_the_document_says_what_each_said()
    {
        await using var host = await CaptureHost.StartSetUpAsync($"n:{Objects}");
        var key = (
            await host.ReadAsync(database => Task.FromResult(database.Schemas.Single()))
        ).Key;
        // Three to five pages a type of the larger ones.
        await host.SwitchAsync(new() { ["largestPage"] = 30 });
        var switches = await host.Control.GetFromJsonAsync<JsonObject>("/_sim/sites/acme/switches");
        var honest = await host.FullBackUpAsync(key);
        var rows = new StringBuilder();
        foreach (var dishonesty in Dishonesty.All)
        {
            if (dishonesty.IsIncremental)
                await host.FullBackUpAsync(key);
            await dishonesty.Begin(host);
            var run = dishonesty.IsIncremental
                ? await host.BackUpAsync(key)
                : await host.FullBackUpAsync(key);
            host.Wire.Reset();
            await host.ClearFaultsAsync();
            await host.SwitchAsync(switches!);
            if (dishonesty.IsIncremental)
                (await host.BasisAsync(run.Id)).On.ShouldNotBeNull(dishonesty.Does);
            var row = await TellAsync(host, dishonesty, run, honest);
            rows.Append(CultureInfo.InvariantCulture, $"{row}\n");
        }

        Dishonesty.All.Count.ShouldBeGreaterThanOrEqualTo(20);
        DishonestyDocument.Compare("Objects", rows.ToString());
    }

    /// <summary>A row of the document, once it is sure that the run did not lie.</summary>
    private static async Task<string> TellAsync(
        CaptureHost host,
        Dishonesty dishonesty,
        Run run,
        Run honest
    )
    {
        run.State.ShouldBeOneOf(
            [RunState.Succeeded, RunState.Partial, RunState.Failed],
            dishonesty.Does
        );
        var snapshot = run.State == RunState.Failed ? null : await host.SnapshotAsync(run.Id);
        var said = snapshot is null
            ? run.ErrorMessage!
            : DishonestyDocument.Words(
                SnapshotView.PartsOf(snapshot).SelectMany(part => part.Reasons)
            );
        if (run.State == RunState.Succeeded)
        {
            snapshot!.Objects.ShouldBe(Objects, dishonesty.Does);
            (await host.EntriesAsync(run.Id))
                .SetEquals(await host.EntriesAsync(honest.Id))
                .ShouldBeTrue(dishonesty.Does);
        }
        else
            said.ShouldNotBeEmpty(dishonesty.Does);
        var state =
            run.State == RunState.Succeeded ? "complete" : run.State.ToString().ToLowerInvariant();
        return $"| {dishonesty.Does} | {state} | {snapshot?.Objects ?? 0:N0} | {said} |";
    }
}
