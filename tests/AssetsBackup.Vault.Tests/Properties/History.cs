using Microsoft.Extensions.Time.Testing;
using static AssetsBackup.Vault.Tests.Content;
using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

/// <summary>
/// A vault to which things happen, and beside it what it must hold: plain dictionaries. A killed process may or may not have
/// come to its end; which of the two shows in the store, and nothing in between is accepted.
/// </summary>
internal sealed partial class History
{
    private static readonly PruneMargins Eager = new() { SmallOnes = 3, SmallPack = 8 << 10 };

    private readonly MemoryBlobStore store = new();
    private readonly MemoryBlobStore copy = new();
    private readonly FakeTimeProvider clock = NewClock();
    private readonly Processes processes;
    private readonly Dictionary<int, Content> live = [];
    private readonly HashSet<int> pinned = [];
    private int next = 1;
    private int version;

    internal History() => processes = new Processes(store, clock);

    internal async Task HappenAsync(Step step)
    {
        clock.Advance(TimeSpan.FromHours(step.Hours));
        if (running is not null)
            running.Unsaved += TimeSpan.FromHours(step.Hours);
        var task = step.Event switch
        {
            Event.Backup => BackupAsync(step, fromLast: false),
            Event.BackupFromLast => BackupAsync(step, fromLast: true),
            Event.Begin => BeginAsync(),
            Event.GoOn => GoOnAsync(step),
            Event.Commit => CommitAsync(),
            Event.Revise => ReviseAsync(step),
            Event.Delete => DeleteAsync(step),
            Event.Pin => PinAsync(step),
            Event.Prune => PruneAsync(step),
            Event.Copy => CopyAsync(),
            Event.NewEpoch => processes.AdvanceEpochAsync(),
            Event.Resume => ResumeAsync(),
            Event.Damage => DamageAsync(step),
            _ => DropUnfinishedAsync(step),
        };
        await task;
    }

    /// <summary>Everything that must be there is there, and nothing is damaged but what was.</summary>
    internal async Task ShouldHoldAsync()
    {
        var vault = await processes.OpenAsync();
        var lost = await LostNowAsync();
        var listed = await vault.ListAsync(RootKind.Snapshot, Never).ToListAsync();
        listed.Select(root => root.Id).ShouldBe(live.Keys.Select(Id), ignoreOrder: true);
        foreach (var (id, content) in live)
        {
            // One that was hit and that a later backup has healed is as it was.
            if (!lost.Contains(id))
                await ShouldHoldAsync(vault, id, content);
            var said = await vault.GetAnnotationAsync(RootKind.Snapshot, Id(id), Never);
            said.IsPinned.ShouldBe(pinned.Contains(id));
        }
    }

    internal ValueTask EndAsync() => running?.Writer.DisposeAsync() ?? ValueTask.CompletedTask;

    private static async Task ShouldHoldAsync(TenantVault vault, int id, Content content)
    {
        await TestVault.ShouldHoldAsync(vault, Id(id), Items(content.Objects));
        if (content.Avatars.Count > 0)
            await TestVault.ShouldHoldAsync(vault, Id(id), Items(content.Avatars), "avatars");
    }

    private async Task BackupAsync(Step step, bool fromLast)
    {
        var id = next++;
        var from = fromLast ? live.Keys.Except(hit).DefaultIfEmpty().Max() : 0;
        var objects = from > 0 ? new Dictionary<int, int>(live[from].Objects) : [];
        var changes = Changes(step);
        await processes.TryAsync(
            step,
            async vault =>
            {
                var start = new WriterStart(RootKind.Snapshot, Id(id));
                if (from > 0)
                {
                    var older = await vault.OpenRootAsync(RootKind.Snapshot, Id(from), Never);
                    start = start with { From = older.Record.Trees };
                }
                await using var writer = await vault.WriteAsync(start, Never);
                await writer.StageAsync("objects", [], Never);
                foreach (var page in Items(changes).Chunk(7))
                {
                    await StageAsync(writer, page);
                    await writer.CheckpointAsync(Never);
                }
                await writer.CommitAsync(Bytes("{}"), Never);
            }
        );
        Apply(objects, changes);
        if (IsCommitted(id, revision: 1))
            live.Add(id, new Content(objects, from > 0 ? live[from].Avatars : []));
    }

    private async Task ReviseAsync(Step step)
    {
        if (Choose(step) is not { } id || hit.Contains(id))
            return;
        var changes = Changes(step);
        var tree = step.Which % 2 == 0 ? "objects" : "avatars";
        var revision = 0;
        await processes.TryAsync(
            step,
            async vault =>
            {
                var current = await vault.OpenRootAsync(RootKind.Snapshot, Id(id), Never);
                revision = current.Record.Revision + 1;
                var start = WriterStart.NextRevision(current.Record);
                await TestVault.ReviseAsync(vault, start, tree, Items(changes));
            }
        );
        if (revision > 0 && IsCommitted(id, revision))
        {
            var content = live[id] with
            {
                Objects = new(live[id].Objects),
                Avatars = new(live[id].Avatars),
            };
            Apply(tree == "objects" ? content.Objects : content.Avatars, changes);
            live[id] = content;
        }
    }

    private async Task DeleteAsync(Step step)
    {
        if (Choose(step) is not { } id)
            return;
        await processes.TryAsync(
            step,
            async vault =>
            {
                try
                {
                    await vault.DeleteAsync(RootKind.Snapshot, Id(id), Never);
                    pinned.ShouldNotContain(id);
                }
                catch (RootPinnedException)
                {
                    pinned.ShouldContain(id);
                }
            }
        );
        if (store.Names($"snapshots/{Id(id):N}/").Length == 0)
        {
            pinned.ShouldNotContain(id);
            live.Remove(id);
            hit.Remove(id);
        }
    }

    private async Task PinAsync(Step step)
    {
        if (Choose(step) is not { } id)
            return;
        var said = new RootAnnotation($"{step.Which}", !pinned.Contains(id));
        await processes.TryAsync(
            step,
            vault => vault.AnnotateAsync(RootKind.Snapshot, Id(id), said, Never)
        );
        var now = await (await processes.OpenAsync()).GetAnnotationAsync(
            RootKind.Snapshot,
            Id(id),
            Never
        );
        if (now == said)
            _ = said.IsPinned ? pinned.Add(id) : pinned.Remove(id);
    }

    private async Task CopyAsync()
    {
        if (store.Blobs.IsEmpty)
            return;
        await new VaultCopy(store, copy, processes.Keys).RunAsync(isLast: running is null, Never);
        (await HitInAsync(copy)).ShouldBeSubsetOf(everHit);
        var vault = await TestVault.OpenAsync(copy);
        foreach (var (id, content) in live.Where(item => !hit.Contains(item.Key)))
            await ShouldHoldAsync(vault, id, content);
    }

    private Task DropUnfinishedAsync(Step step) =>
        processes.TryAsync(
            step,
            async vault =>
            {
                foreach (var root in await vault.ListUnfinishedAsync(Never))
                {
                    if (root.Id != Id(running?.Id ?? 0))
                        await vault.DropUnfinishedAsync(root, Never);
                }
            }
        );

    private bool IsCommitted(int id, int revision) =>
        store.Blobs.ContainsKey($"snapshots/{Id(id):N}/{revision}");

    private int? Choose(Step step) =>
        live.Count > 0 ? live.Keys.Order().ElementAt(step.Which % live.Count) : null;

    /// <summary>Some objects, a few of them at versions that were never seen before.</summary>
    private Dictionary<int, int> Changes(Step step) =>
        Enumerable
            .Range(step.Which % 20, 1 + (step.Which % 23))
            .ToDictionary(number => number, number => number % 5 == 0 ? ++version : 0);
}
