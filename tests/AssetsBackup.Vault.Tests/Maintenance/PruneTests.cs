using Microsoft.Extensions.Time.Testing;
using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

/// <summary>What no root needs is deleted in two phases, and nothing else.</summary>
public sealed class PruneTests
{
    private readonly MemoryBlobStore store = new();
    private readonly FakeTimeProvider clock = NewClock();

    [Fact]
    public async Task What_no_root_needs_is_condemned_first_and_deleted_only_after_the_margin()
    {
        var vault = await OpenAsync(store, clock);
        await BackupAsync(vault, Id(1), Objects(1, 200));
        await BackupAsync(vault, Id(2), Objects(100, 200, "changed"));
        await vault.DeleteAsync(RootKind.Snapshot, Id(1), Never);
        var packs = store.Names("packs/");

        var begun = clock.GetUtcNow();
        var first = await PruneAsync();
        first.PacksCondemned.ShouldBe(2);
        first.PacksDeleted.ShouldBe(0);
        (first.BytesWaiting, first.WaitingUntil).ShouldBe((0, null));
        clock.Advance(TimeSpan.FromHours(23));
        (await PruneAsync()).ShouldBe(
            new PruneReport(0, 0, 0, 0, 0, 0, first.BytesCondemned, begun.AddHours(24))
        );
        store.Names("packs/").ShouldBe(packs);

        clock.Advance(TimeSpan.FromHours(1));
        var second = await PruneAsync();

        second.PacksDeleted.ShouldBe(2);
        second.BytesDeleted.ShouldBe(first.BytesCondemned);
        store.Names("packs/").Length.ShouldBe(packs.Length - 2);
        store.Names("condemned/").ShouldBeEmpty();
        await ShouldHoldAsync(await OpenAsync(store), Id(2), Objects(100, 200, "changed"));
        await ShouldBeSoundAsync(store);
    }

    [Fact]
    public async Task What_is_condemned_and_needed_delays_nothing()
    {
        var vault = await OpenAsync(store, clock);
        await BackupAsync(vault, Id(1), Objects(1, 200));
        await BackupAsync(vault, Id(2), Objects(500, 200, "changed"));
        await vault.DeleteAsync(RootKind.Snapshot, Id(1), Never);
        var first = await PruneAsync();
        var due = clock.GetUtcNow().AddHours(24);
        clock.Advance(TimeSpan.FromHours(20));
        using var keys = Keys();
        var condemned = new CondemnedPacks(new SealedBlobs(store, keys));
        var unneeded = await condemned.KnownPacksAsync(Never);
        var needed = store
            .Names("packs/")
            .Select(name => BlobNames.TryParsePack(name, out var id) ? id : default)
            .Where(id => !unneeded.Contains(id));
        await condemned.PutAsync([.. needed], clock.GetUtcNow(), Never);

        var report = await PruneAsync();

        (report.BytesWaiting, report.WaitingUntil).ShouldBe((first.BytesCondemned, due));
    }

    [Fact]
    public async Task A_vault_of_which_all_is_needed_is_left_as_it_is()
    {
        var vault = await OpenAsync(store, clock);
        var first = await BackupAsync(vault, Id(1), Objects(1, 100));
        await ReviseAsync(vault, WriterStart.NextRevision(first), "avatars", Objects(900, 3));
        await BackupAsync(vault, Id(2), [.. Objects(50, 100), ("9", "1", new byte[2_500_000])]);
        await BackupAsync(vault, Id(3), Objects(70, 100), RootKind.Plan);
        var before = store.Copy();

        await PruneTwiceAsync();

        ShouldBeEqual(store, before);
    }

    [Fact]
    public async Task When_the_last_root_is_deleted_nothing_but_the_vault_blob_is_left()
    {
        var vault = await OpenAsync(store, clock);
        await BackupAsync(vault, Id(1), [.. Objects(1, 100), ("9", "1", new byte[2_500_000])]);
        await vault.DeleteAsync(RootKind.Snapshot, Id(1), Never);

        await PruneTwiceAsync();

        store.Names("").ShouldBe(["vault"]);
    }

    [Fact]
    public async Task Packs_of_a_killed_writer_that_no_index_names_are_deleted_after_the_margin()
    {
        await BackupAsync(await OpenAsync(store, clock), Id(1), Objects(1, 20));
        var before = store.Copy();
        await using (
            var killed = await (await OpenAsync(store)).BeginAsync(RootKind.Snapshot, Id(2), Never)
        )
        {
            await StageAsync(killed, Objects(100, 20));
            await killed.CheckpointAsync(Never);
        }
        foreach (var name in store.Names("index/").Concat(store.Names("progress/")))
        {
            if (!before.Blobs.ContainsKey(name))
                store.Blobs.TryRemove(name, out _);
        }
        store.Names("packs/").Length.ShouldBeGreaterThan(before.Names("packs/").Length);

        (await PruneAsync()).PacksDeleted.ShouldBe(0);
        clock.Advance(TimeSpan.FromHours(24));
        (await PruneAsync()).PacksDeleted.ShouldBeGreaterThan(0);

        ShouldBeEqual(store, before);
    }

    [Fact]
    public async Task What_an_unfinished_run_has_staged_is_kept_and_the_run_goes_on()
    {
        await StageAndDieAsync();

        await PruneTwiceAsync();

        await using (var writer = await (await OpenAsync(store)).WriteAsync(At(1, 1), Never))
        {
            await writer.CommitAsync(Bytes("{}"), Never);
        }
        await ShouldHoldAsync(await OpenAsync(store), Id(1), Long());
        await ShouldBeSoundAsync(store);
    }

    [Fact]
    public async Task What_only_a_dropped_run_had_staged_is_deleted()
    {
        await StageAndDieAsync();
        var vault = await OpenAsync(store, clock);

        foreach (var unfinished in await vault.ListUnfinishedAsync(Never))
            await vault.DropUnfinishedAsync(unfinished, Never);
        await PruneTwiceAsync();

        store.Names("").ShouldBe(["vault"]);
    }

    [Fact]
    public async Task Progress_that_a_writer_left_when_it_was_killed_after_its_commit_is_dropped()
    {
        await StageAndDieAsync();
        var left = store.Copy();
        await using (var writer = await (await OpenAsync(store)).WriteAsync(At(1, 1), Never))
        {
            await writer.CommitAsync(Bytes("{}"), Never);
        }
        foreach (var part in left.Names("progress/"))
            store.Blobs[part] = left.Blobs[part];

        await PruneAsync();

        store.Names("progress/").ShouldBeEmpty();
        await ShouldHoldAsync(await OpenAsync(store), Id(1), Long());
    }

    [Fact]
    public void A_margin_under_an_hour_is_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() =>
            new PruneMargins { Condemned = TimeSpan.FromMinutes(59) }
        );

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void A_share_that_is_none_is_refused(double share) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new PruneMargins { LeastNeeded = share });

    private static (string Group, string Id, byte[] Content)[] Long() =>
        [.. Objects(1, 50), ("9", "1", new byte[2_500_000])];

    /// <summary>A run that is killed after its first checkpoint.</summary>
    private async Task StageAndDieAsync()
    {
        await using var writer = await (await OpenAsync(store)).BeginAsync(
            RootKind.Snapshot,
            Id(1),
            Never
        );
        await StageAsync(writer, Long());
        await writer.CheckpointAsync(Never);
    }

    private async Task<PruneReport> PruneAsync() =>
        await (await OpenAsync(store, clock)).PruneAsync(PruneMargins.Default, Never);

    private async Task PruneTwiceAsync()
    {
        await PruneAsync();
        clock.Advance(TimeSpan.FromHours(25));
        await PruneAsync();
    }

    private static void ShouldBeEqual(MemoryBlobStore store, MemoryBlobStore other)
    {
        store.Names("").ShouldBe(other.Names(""));
        store.Blobs.ShouldAllBe(blob => other.Blobs[blob.Key].SequenceEqual(blob.Value));
    }
}
