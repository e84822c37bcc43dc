using Microsoft.Extensions.Time.Testing;
using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

/// <summary>A writer that relied on packs before they were condemned does not lose what it relied on.</summary>
public sealed class RescueTests
{
    private static readonly (string Group, string Id, byte[] Content)[] Items =
    [
        .. Objects(1, 100),
        ("9", "1", Noise(2_300_000)),
    ];

    private readonly MemoryBlobStore store = new();
    private readonly FakeTimeProvider clock = NewClock();

    [Theory]
    [InlineData(0)]
    [InlineData(50)]
    [InlineData(101)]
    public async Task Records_chunks_and_pages_relied_on_before_a_condemnation_outlive_it(
        int checkpointAfter
    )
    {
        await BackupAsync(await OpenAsync(store), Id(1), Items);
        await using var writer = await (await OpenAsync(store)).BeginAsync(
            RootKind.Snapshot,
            Id(2),
            Never
        );
        await StageAsync(writer, Items[..checkpointAfter]);
        await writer.CheckpointAsync(Never);
        await StageAsync(writer, Items[checkpointAfter..]);
        writer.Statistics.RecordsAdded.ShouldBe(0);
        await DeleteAndPruneAsync(Id(1));

        await writer.CommitAsync(Bytes("{}"), Never);

        await ShouldOutliveAsync(Id(2), Items);
    }

    [Fact]
    public async Task Trees_taken_over_from_a_deleted_snapshot_outlive_it()
    {
        var older = await BackupAsync(await OpenAsync(store), Id(1), Items);
        var start = new WriterStart(RootKind.Snapshot, Id(2)) { From = older.Trees };
        await using var writer = await (await OpenAsync(store)).WriteAsync(start, Never);
        await StageAsync(writer, [Object(5, "changed")]);
        await DeleteAndPruneAsync(Id(1));

        await writer.CommitAsync(Bytes("{}"), Never);

        await ShouldOutliveAsync(Id(2), [.. Items[..4], Object(5, "changed"), .. Items[5..]]);
    }

    [Fact]
    public async Task What_is_condemned_while_the_first_rescue_is_made_is_rescued_too()
    {
        var vault = await OpenAsync(store);
        await BackupAsync(vault, Id(1), Objects(1, 50));
        await BackupAsync(vault, Id(2), Objects(100, 50));
        var watched = new WatchedBlobStore(store);
        await using var writer = await (await OpenAsync(watched)).BeginAsync(
            RootKind.Snapshot,
            Id(3),
            Never
        );
        await StageAsync(writer, [.. Objects(1, 50), .. Objects(100, 50)]);
        await DeleteAndPruneAsync(Id(1));
        var rescues = 0;
        watched.After = async (call, name) =>
        {
            // Pages first, then what the rescue wrote.
            var isIndex = name.StartsWith("index/", StringComparison.Ordinal);
            if (call == StoreCall.Put && isIndex && ++rescues == 2)
                await DeleteAndPruneAsync(Id(2));
        };

        await writer.CommitAsync(Bytes("{}"), Never);

        rescues.ShouldBeGreaterThan(2);
        await ShouldOutliveAsync(Id(3), [.. Objects(1, 50), .. Objects(100, 50)]);
    }

    [Fact]
    public async Task A_commit_beside_a_writer_that_never_rests_looks_through_all_that_it_needs_once()
    {
        var watched = new WatchedBlobStore(store);
        await using var writer = await (await OpenAsync(watched)).BeginAsync(
            RootKind.Snapshot,
            Id(1),
            Never
        );
        await StageAsync(writer, Items);
        var looks = 0;
        watched.Before = (call, name) =>
        {
            if (call != StoreCall.List || name != BlobNames.Packs)
                return Task.CompletedTask;
            // The other one stores packs long before their index.
            store.Blobs[BlobNames.Pack(BlobId.Create())] = [1];
            return ++looks <= 20
                ? Task.CompletedTask
                : Task.FromException(new IOException("The commit has no end"));
        };

        await writer.CommitAsync(Bytes("{}"), Never);

        looks.ShouldBe(2);
    }

    [Fact]
    public async Task A_writer_that_begins_after_a_condemnation_stores_anew_what_is_condemned()
    {
        await BackupAsync(await OpenAsync(store), Id(1), Items);
        var open = await OpenAsync(store);
        await DeleteAndPruneAsync(Id(1));

        await using var writer = await open.BeginAsync(RootKind.Snapshot, Id(2), Never);
        await StageAsync(writer, Items);
        await writer.CommitAsync(Bytes("{}"), Never);

        writer.Statistics.RecordsDeduplicated.ShouldBe(0);
        await ShouldOutliveAsync(Id(2), Items);
    }

    [Fact]
    public async Task A_root_committed_while_its_packs_are_condemned_keeps_them()
    {
        await CommitWhileCondemnedAsync();

        await ShouldBeSoundAsync(store);
        await ShouldOutliveAsync(Id(2), Items);
        store.Names("condemned/").ShouldBeEmpty();
    }

    [Fact]
    public async Task Damage_of_a_condemned_pack_that_a_root_needs_is_found()
    {
        await CommitWhileCondemnedAsync();
        foreach (var pack in store.Names("packs/"))
        {
            var damaged = store.Copy();
            damaged.Blobs[pack][^1] ^= 1;

            var report = await (await OpenAsync(damaged)).VerifyAsync(
                VerifyScope.All,
                readData: true,
                null,
                Never
            );

            var finding = report.Findings.ShouldHaveSingleItem();
            finding.Blob.ShouldBe(pack);
            finding.AffectedCount.ShouldBeGreaterThan(0);
        }
    }

    [Fact]
    public async Task A_writer_that_slept_through_both_phases_fails_and_commits_no_holes()
    {
        await BackupAsync(await OpenAsync(store), Id(1), Items);
        await using (
            var writer = await (await OpenAsync(store)).BeginAsync(RootKind.Snapshot, Id(2), Never)
        )
        {
            await StageAsync(writer, Items);
            await DeleteAndPruneAsync(Id(1));
            clock.Advance(TimeSpan.FromHours(25));
            await PruneAsync();

            await Should.ThrowAsync<VaultException>(() => writer.CommitAsync(Bytes("{}"), Never));
        }

        store.Names("snapshots/").ShouldBeEmpty();
        await BackupAsync(await OpenAsync(store), Id(2), Items);
        await ShouldOutliveAsync(Id(2), Items);
    }

    /// <summary>The root record is put after pruning read all roots and before it condemns.</summary>
    private async Task CommitWhileCondemnedAsync()
    {
        var vault = await OpenAsync(store);
        await BackupAsync(vault, Id(1), Items);
        await using var writer = await (await OpenAsync(store)).BeginAsync(
            RootKind.Snapshot,
            Id(2),
            Never
        );
        await StageAsync(writer, Items);
        await vault.DeleteAsync(RootKind.Snapshot, Id(1), Never);
        var watched = new WatchedBlobStore(store);
        var commits = 0;
        watched.Before = async (call, name) =>
        {
            if (call == StoreCall.Put && name.StartsWith("condemned/", StringComparison.Ordinal))
            {
                commits++;
                await writer.CommitAsync(Bytes("{}"), Never);
            }
        };
        var pruning = await OpenAsync(watched, clock);

        (await pruning.PruneAsync(PruneMargins.Default, Never)).PacksCondemned.ShouldBeGreaterThan(
            1
        );

        commits.ShouldBe(1);
    }

    private async Task DeleteAndPruneAsync(Guid id)
    {
        var vault = await OpenAsync(store, clock);
        await vault.DeleteAsync(RootKind.Snapshot, id, Never);
        (await PruneAsync()).PacksCondemned.ShouldBeGreaterThan(0);
    }

    private async Task ShouldOutliveAsync(
        Guid id,
        (string Group, string Id, byte[] Content)[] items
    )
    {
        clock.Advance(TimeSpan.FromHours(25));
        await PruneAsync();
        clock.Advance(TimeSpan.FromHours(25));
        await PruneAsync();
        await ShouldHoldAsync(await OpenAsync(store), id, items);
        await ShouldBeSoundAsync(store);
    }

    private async Task<PruneReport> PruneAsync() =>
        await (await OpenAsync(store, clock)).PruneAsync(PruneMargins.Default, Never);
}
