using System.Text.Json.Nodes;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Features.Snapshots.Records;
using AssetsBackup.Vault;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Tests.Capture;

/// <summary>A backup that builds on the one before it reads what was changed, and is equal to one that reads everything.</summary>
public sealed class IncrementalTests
{
    [Fact]
    public async Task After_changes_it_is_equal_to_a_full_backup_with_all_that_hangs_on_objects()
    {
        await using var host = await CaptureHost.StartSetUpAsync(callsPerObject: true);
        var key = await host.PicturedSchemaAsync();
        await host.BackUpAsync(key);
        await host.MutateAsync(5);

        var incremental = await host.BackUpAsync(key);
        var full = await host.FullBackUpAsync(key);

        incremental.State.ShouldBe(RunState.Succeeded, incremental.ErrorMessage);
        (await host.BasisAsync(incremental.Id)).On.ShouldNotBeNull();
        (await host.BasisAsync(full.Id)).On.ShouldBeNull();
        await host.ShouldBeEqualAsync(incremental.Id, full.Id);
        foreach (var part in new[] { "comments", "history", "attachments", "avatars", "objects" })
            (await host.PartAsync(incremental.Id, part)).ShouldBeEquivalentTo(
                await host.PartAsync(full.Id, part)
            );
    }

    [Fact]
    public async Task Of_an_unchanged_schema_no_object_is_read()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:400", callsPerObject: true);
        var key = await OnlyKeyAsync(host);
        var first = await host.BackUpAsync(key);
        var (pages, objects) = await ReadsAsync(host);

        var second = await host.BackUpAsync(key);

        second.State.ShouldBe(RunState.Succeeded, second.ErrorMessage);
        var now = await ReadsAsync(host);
        (now.Objects - objects).ShouldBe(0);
        // What changed since, what changed meanwhile, and which objects of other schemas are still there.
        (now.Pages - pages).ShouldBeLessThanOrEqualTo(3);
        var (before, after) = (await host.RootAsync(first.Id), await host.RootAsync(second.Id));
        foreach (var (name, tree) in before.Trees)
            after.Trees[name].ShouldBe(tree, name);
        (await host.SnapshotAsync(second.Id)).Objects.ShouldBe(
            (await host.SnapshotAsync(first.Id)).Objects
        );
    }

    [Fact]
    public async Task An_object_that_could_not_be_asked_for_its_history_is_asked_again()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:50", callsPerObject: true);
        var key = await OnlyKeyAsync(host);
        var refused = 0;
        host.Wire.Answer = request =>
            request.RequestUri!.AbsolutePath.EndsWith("/history", StringComparison.Ordinal)
            && Interlocked.Increment(ref refused) == 30
                ? Wire.Denied(request)
                : null;
        var partial = await host.BackUpAsync(key);
        partial.State.ShouldBe(RunState.Partial);
        host.Wire.Answer = _ => null;
        var asked = await host.CallsAsync("findObjectHistory");

        var healed = await host.BackUpAsync(key);

        healed.State.ShouldBe(RunState.Succeeded, healed.ErrorMessage);
        (await host.PartAsync(healed.Id, "history")).State.ShouldBe(PartState.Captured);
        (await host.BasisAsync(healed.Id)).On.ShouldBe(partial.Id);
        (await host.CallsAsync("findObjectHistory") - asked).ShouldBe(1);
        await host.ShouldBeEqualAsync(healed.Id, (await host.FullBackUpAsync(key)).Id);
    }

    [Fact]
    public async Task A_backup_in_which_objects_are_missing_is_not_built_on()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:3000");
        var key = await OnlyKeyAsync(host);
        host.Wire.Change = (_, _, body) =>
        {
            if (body["values"] is JsonArray values)
                values.RemoveAll(item => item!["id"]!.GetValue<string>() == "1500");
        };
        (await host.BackUpAsync(key)).State.ShouldBe(RunState.Partial);
        host.Wire.Change = (_, _, _) => { };

        var next = await host.BackUpAsync(key);

        (await host.BasisAsync(next.Id)).On.ShouldBeNull();
    }

    [Fact]
    public async Task One_that_is_ended_again_and_again_is_equal_to_a_full_one()
    {
        await using var host = await CaptureHost.StartSetUpAsync(callsPerObject: true);
        var key = await host.PicturedSchemaAsync();
        await host.BackUpAsync(key);
        await host.MutateAsync(8);
        var queued = await host.QueueBackupAsync(key);
        var ends = 0;

        Run run;
        do
        {
            using var shutdown = new CancellationTokenSource();
            host.Wire.Reset();
            host.Wire.BeforeCall = (_, call) =>
            {
                if (call == 400)
                    shutdown.Cancel();
            };
            run = await host.DrainAsync(queued, shutdown.Token);
            ends++;
            ends.ShouldBeLessThan(60);
        } while (run.State == RunState.Running);

        ends.ShouldBeGreaterThan(2);
        host.Wire.Reset();
        run.State.ShouldBe(RunState.Succeeded, run.ErrorMessage);
        (await host.BasisAsync(run.Id)).On.ShouldNotBeNull();
        var full = await host.FullBackUpAsync(key);
        await host.ShouldBeEqualAsync(run.Id, full.Id);
        (await host.PartAsync(run.Id, "history")).Count.ShouldBe(
            (await host.PartAsync(full.Id, "history")).Count
        );
    }

    [Fact]
    public async Task Of_seven_backups_one_reads_everything()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:20");
        var key = await OnlyKeyAsync(host);

        var full = new List<bool>();
        for (var number = 0; number < 9; number++)
            full.Add((await host.BasisAsync((await host.BackUpAsync(key)).Id)).On is null);

        full.ShouldBe([true, false, false, false, false, false, false, true, false]);
    }

    private static Task<string> OnlyKeyAsync(CaptureHost host) =>
        host.ReadAsync(database => database.Schemas.Select(schema => schema.Key).SingleAsync());

    private static async Task<(int Pages, int Objects)> ReadsAsync(CaptureHost host) =>
        (
            await host.CallsAsync("findObjectsByAql"),
            await host.CallsAsync("loadObject")
                + await host.CallsAsync("findObjectHistory")
                + await host.CallsAsync("getComments")
        );
}
