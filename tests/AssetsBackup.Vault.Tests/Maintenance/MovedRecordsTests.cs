using Microsoft.Extensions.Time.Testing;
using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

/// <summary>Who had the vault open before records moved to other packs goes on.</summary>
public sealed class MovedRecordsTests
{
    private static readonly PruneMargins BySparsity = new() { SmallPack = 0 };

    private readonly MemoryBlobStore store = new();
    private readonly FakeTimeProvider clock = NewClock();

    [Fact]
    public async Task A_reader_opened_before_a_repack_reads_after_the_old_packs_are_deleted()
    {
        await WithSparsePacksAsync();
        var reader = await (await OpenAsync(store)).OpenRootAsync(RootKind.Snapshot, Id(2), Never);

        await RepackAndDeleteAsync();

        var read = await reader.ReadAsync("objects", group: null, Never).ToListAsync();
        read.Select(item => item.Entry.Id)
            .ShouldBe(Objects(1, 40).Select(item => item.Id), ignoreOrder: true);
    }

    [Fact]
    public async Task A_vault_that_knew_the_new_packs_beside_the_old_ones_reads_and_writes_on()
    {
        await WithSparsePacksAsync();
        var open = await OpenAsync(store);
        await (await OpenAsync(store, clock)).PruneAsync(BySparsity, Never);
        await ShouldHoldAsync(open, Id(2), Objects(1, 40));
        clock.Advance(TimeSpan.FromHours(25));
        await (await OpenAsync(store, clock)).PruneAsync(BySparsity, Never);

        await using var writer = await open.BeginAsync(RootKind.Snapshot, Id(3), Never);
        await StageAsync(writer, Objects(1, 40));
        await writer.CommitAsync(Bytes("{}"), Never);

        writer.Statistics.RecordsAdded.ShouldBe(0);
        await ShouldHoldAsync(open, Id(3), Objects(1, 40));
        await ShouldBeSoundAsync(store);
    }

    [Fact]
    public async Task A_run_is_resumed_in_a_vault_that_was_open_before_its_records_moved()
    {
        await WithSparsePacksAsync();
        var open = await OpenAsync(store);
        await using (var killed = await open.BeginAsync(RootKind.Snapshot, Id(3), Never))
        {
            await StageAsync(killed, Objects(10, 30));
            await killed.CheckpointAsync(Never);
        }
        await (await OpenAsync(store)).DeleteAsync(RootKind.Snapshot, Id(2), Never);
        await (await OpenAsync(store, clock)).PruneAsync(BySparsity, Never);
        await open.OpenRootAsync(RootKind.Snapshot, Id(4), Never);
        clock.Advance(TimeSpan.FromHours(25));
        await (await OpenAsync(store, clock)).PruneAsync(BySparsity, Never);

        await using var writer = await open.WriteAsync(At(3, 1), Never);
        await writer.CommitAsync(Bytes("{}"), Never);

        await ShouldHoldAsync(await OpenAsync(store), Id(3), Objects(10, 30));
        await ShouldBeSoundAsync(store);
    }

    [Fact]
    public async Task A_writer_whose_records_moved_and_were_deleted_meanwhile_commits_what_it_staged()
    {
        await WithSparsePacksAsync();
        await using var writer = await (await OpenAsync(store)).BeginAsync(
            RootKind.Snapshot,
            Id(3),
            Never
        );
        await StageAsync(writer, Objects(1, 40));

        await RepackAndDeleteAsync();
        await writer.CommitAsync(Bytes("{}"), Never);

        await ShouldHoldAsync(await OpenAsync(store), Id(3), Objects(1, 40));
        await ShouldBeSoundAsync(store);
    }

    /// <summary>Snapshot 1, which needed most of the packs, is deleted; 2 needs little of them, 4 is apart.</summary>
    private async Task WithSparsePacksAsync()
    {
        var vault = await OpenAsync(store);
        await BackupAsync(vault, Id(1), Objects(1, 400));
        await BackupAsync(vault, Id(2), Objects(1, 40));
        await BackupAsync(vault, Id(4), Objects(900, 20));
        await vault.DeleteAsync(RootKind.Snapshot, Id(1), Never);
    }

    private async Task RepackAndDeleteAsync()
    {
        var vault = await OpenAsync(store, clock);
        (await vault.PruneAsync(BySparsity, Never)).PacksRepacked.ShouldBeGreaterThan(0);
        clock.Advance(TimeSpan.FromHours(25));
        (await vault.PruneAsync(BySparsity, Never)).PacksDeleted.ShouldBeGreaterThan(0);
    }
}
