using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Features.Snapshots.Records;
using AssetsBackup.Vault.Tests;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Tests.Capture;

/// <summary>
/// Random worlds that others edit while backups read them, a full one and two that build on it: each object of a snapshot is as it
/// was at some moment of the window that the snapshot names, none that was there all the time is missing, and none is there twice.
/// A single world is tried again by its seed in <c>ASSETSBACKUP_WORLD</c>.
/// </summary>
[Trait(Cases.Trait, Cases.Property)]
public sealed class AnyWorldTests
{
    private const int AtOnce = 2;

    [Fact]
    public async Task Whatever_others_do_meanwhile_a_snapshot_is_true_and_whole()
    {
        var failed = new ConcurrentDictionary<int, string>();
        await Parallel.ForEachAsync(
            Seeds(),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (seed, _) =>
            {
                try
                {
                    await TryAsync(seed);
                }
                catch (ShouldAssertException wrong)
                {
                    failed[seed] = wrong.Message;
                }
            }
        );
        if (!failed.IsEmpty)
            Assert.Fail(
                string.Join(
                    '\n',
                    failed.OrderBy(one => one.Key).Select(one => $"World {one.Key}: {one.Value}")
                )
            );
    }

    private static IEnumerable<int> Seeds() =>
        Environment.GetEnvironmentVariable("ASSETSBACKUP_WORLD") is { } one
            ? [int.Parse(one, CultureInfo.InvariantCulture)]
            : Enumerable.Range(1, Cases.Count(20));

    private static async Task TryAsync(int seed)
    {
        var random = new Random(seed);
        await using var host = await CaptureHost.StartSetUpAsync($"random:{seed}");
        await host.SwitchAsync(Oddities(random));
        var key = await host.ReadAsync(database =>
            database.Schemas.Select(schema => schema.Key).SingleAsync()
        );
        var journal = await WorldJournal.BeginAsync(host, seed);
        for (var backup = 1; backup <= 3; backup++)
        {
            for (var edits = random.Next(12); backup > 1 && edits > 0; edits--)
                await journal.EditAsync();
            // Nobody edits during the last one.
            if (backup < 3)
                journal.EditWhile(percent: random.Next(60), atMost: random.Next(25));
            var run = await host.BackUpAsync(key);
            host.Wire.Reset();
            run.State.ShouldBeOneOf(
                RunState.Succeeded,
                backup < 3 ? RunState.Partial : RunState.Succeeded
            );
            await ShouldBeTrueAsync(host, run, journal, $"backup {backup}");
        }
    }

    private static JsonObject Oddities(Random random) =>
        new()
        {
            ["largestPage"] = random.Next(4, 60),
            ["objectIdComparisons"] = random.Next(3) > 0,
            ["keyOrderIsText"] = random.Next(3) == 0,
            ["isLastAsString"] = random.Next(4) == 0,
        };

    private static async Task ShouldBeTrueAsync(
        CaptureHost host,
        Run run,
        WorldJournal journal,
        string which
    )
    {
        var snapshot = await host.SnapshotAsync(run.Id);
        var facts = SnapshotFacts.Read((await host.RootAsync(run.Id)).Facts);
        var window = facts.Consistency;
        var (found, states) = (
            await FoundAsync(host, run.Id, which),
            journal.Within(window.From, window.To)
        );
        snapshot.Objects.ShouldBe(found.Count, which);
        foreach (var id in states[0].Objects.Keys)
            if (states.All(state => state.Objects.ContainsKey(id)))
                found.ContainsKey(id).ShouldBeTrue(Tell($"{id} is missing"));
        foreach (var (id, entry) in found)
            states
                .Any(state => state.Objects.GetValueOrDefault(id) == entry)
                .ShouldBeTrue(Tell($"{id} was never as the snapshot has it: {entry}"));

        string Tell(string what) =>
            $"{which}: {what} ({window.From:HH:mm:ss.fff} to {window.To:HH:mm:ss.fff}, {run.State})\n"
            + string.Join('\n', journal.Edits);
    }

    private static async Task<Dictionary<string, ObjectState>> FoundAsync(
        CaptureHost host,
        Guid snapshot,
        string which
    )
    {
        var found = new Dictionary<string, ObjectState>(StringComparer.Ordinal);
        var root = await host.OpenAsync(snapshot);
        await foreach (
            var (entry, content) in root.ReadAsync(
                SnapshotTrees.Objects,
                null,
                CancellationToken.None
            )
        )
            found
                .TryAdd(
                    entry.Id,
                    new ObjectState(entry.Group, Encoding.UTF8.GetString(content.Span))
                )
                .ShouldBeTrue($"{which}: {entry.Id} is there twice");
        return found;
    }
}
