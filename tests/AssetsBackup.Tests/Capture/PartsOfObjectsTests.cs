using System.Net;
using System.Text.Json;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Features.Snapshots.Records;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Tests.Capture;

public sealed class PartsOfObjectsTests
{
    [Fact]
    public async Task Comments_and_history_of_every_object_are_kept_and_an_unchanged_world_adds_no_record()
    {
        await using var host = await CaptureHost.StartSetUpAsync(callsPerObject: true);
        var key = await host.PicturedSchemaAsync();

        var first = await host.BackUpAsync(key);
        await host.SwitchAsync(
            new()
            {
                ["partIdsAsNumbers"] = true,
                ["historyNewestFirst"] = false,
                ["attachmentForm"] = "url",
                ["avatarRedirects"] = true,
                ["issueFieldForm"] = "both",
                ["emptyIssueFieldsAsList"] = true,
            }
        );
        var second = await host.FullBackUpAsync(key);

        first.State.ShouldBe(RunState.Succeeded, first.ErrorMessage);
        var totals = await host.PartsTotalsAsync(key);
        (await host.PartAsync(first.Id, "comments")).ShouldBeCaptured(
            totals.GetProperty("comments").GetInt32()
        );
        (await host.PartAsync(first.Id, "history")).ShouldBeCaptured(
            totals.GetProperty("history").GetInt32()
        );
        var root = await host.OpenAsync(first.Id);
        (await ItemsAsync(root, SnapshotTrees.Comments, "comments")).ShouldBe(
            await host.CountsAsync(key, "comments")
        );
        (await ItemsAsync(root, SnapshotTrees.History, "entries")).ShouldBe(
            await host.CountsAsync(key, "history")
        );
        second.State.ShouldBe(RunState.Succeeded, second.ErrorMessage);
        var after = await host.RootAsync(second.Id);
        foreach (var (name, tree) in root.Record.Trees)
            after.Trees[name].ShouldBe(tree, name);
    }

    [Fact]
    public async Task What_one_object_refuses_makes_the_part_partial_and_what_the_site_lacks_not_available()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:50", callsPerObject: true);
        var key = await host.ReadAsync(database =>
            database.Schemas.Select(s => s.Key).SingleAsync()
        );
        await host.SwitchAsync(new() { ["comments"] = false });
        var refused = 0;
        host.Wire.Answer = request =>
            request.RequestUri!.AbsolutePath.EndsWith("/history", StringComparison.Ordinal)
            && Interlocked.Increment(ref refused) == 30
                ? Wire.Denied(request)
                : null;

        var run = await host.BackUpAsync(key);

        run.State.ShouldBe(RunState.Partial, run.ErrorMessage);
        var history = await host.PartAsync(run.Id, "history");
        history.State.ShouldBe(PartState.Partial);
        history.Reasons.ShouldBe(["The changes of 1 object could not be read: Jira answered 403."]);
        var comments = await host.PartAsync(run.Id, "comments");
        comments.State.ShouldBe(PartState.NotAvailable);
        comments.Reasons.ShouldBe(["This site does not give comments through its API."]);
        (await host.CallsAsync("getComments")).ShouldBeLessThan(20);
    }

    [Fact]
    public async Task After_a_kill_no_more_than_a_batch_of_objects_is_asked_again()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:1000", callsPerObject: true);
        var key = await host.ReadAsync(database =>
            database.Schemas.Select(s => s.Key).SingleAsync()
        );
        var id = await host.QueueBackupAsync(key);
        var asked = 0;
        host.Wire.BeforeCall = (path, _) =>
        {
            if (path.EndsWith("/history", StringComparison.Ordinal))
                Interlocked.Increment(ref asked);
            if (Volatile.Read(ref asked) >= 550)
                throw new LeaseLostException(Guid.Empty);
        };

        (await host.DrainAsync(id)).State.ShouldBe(RunState.Running);
        host.Wire.Reset();
        var before = await host.CallsAsync("findObjectHistory");
        var run = await host.DrainAsync(id);

        run.State.ShouldBe(RunState.Succeeded, run.ErrorMessage);
        before.ShouldBeInRange(500, 560);
        ((await host.CallsAsync("findObjectHistory")) - before).ShouldBe(500);
        (await host.PartAsync(id, "history")).ShouldBeCaptured(
            (await host.PartsTotalsAsync(key)).GetProperty("history").GetInt32()
        );
    }

    private static async Task<IReadOnlyDictionary<string, int>> ItemsAsync(
        Vault.RootReader root,
        string tree,
        string member
    )
    {
        var found = new SortedDictionary<string, int>(StringComparer.Ordinal);
        await foreach (var (entry, content) in root.ReadAsync(tree, null, CancellationToken.None))
        {
            var items = JsonSerializer.Deserialize<JsonElement>(content.Span).GetProperty(member);
            found[entry.Id] = items.GetArrayLength();
            foreach (var item in items.EnumerateArray())
                item.GetProperty("actor").ValueKind.ShouldBe(JsonValueKind.String);
        }
        return found;
    }
}
