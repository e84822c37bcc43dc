using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

/// <summary>One slice a night reads every pack once in thirty nights.</summary>
public sealed class SliceTests
{
    private const int Slices = 30;

    [Fact]
    public async Task Every_pack_is_read_by_exactly_one_slice()
    {
        var store = await WithManyPacksAsync();
        var packsRead = 0L;
        var readers = store.Names("packs/").ToDictionary(name => name, _ => 0);
        for (var slice = 0; slice < Slices; slice++)
        {
            var watched = new WatchedBlobStore(store);
            var vault = await OpenAsync(watched);
            watched.Calls.Clear();

            var report = await vault.VerifyAsync(
                VerifyScope.Slice(slice, Slices),
                true,
                null,
                Never
            );

            report.Findings.ShouldBeEmpty();
            packsRead += report.PacksRead;
            foreach (var pack in watched.Names(StoreCall.Get).Where(readers.ContainsKey).Distinct())
                readers[pack]++;
        }
        packsRead.ShouldBe(readers.Count);
        // The trees are walked every night: their one pack is read each time.
        readers.Values.Count(nights => nights == 1).ShouldBe(readers.Count - 1);
        readers.Values.Max().ShouldBe(Slices);
    }

    [Fact]
    public async Task Damage_in_a_pack_is_found_by_exactly_its_slice()
    {
        var store = await WithManyPacksAsync();
        var vault = await OpenAsync(store);
        foreach (var pack in (await ContentPacksAsync(store)).Take(6))
        {
            store.Blobs[pack][^1] ^= 1;
            var found = new List<VerifyFinding>();
            for (var slice = 0; slice < Slices; slice++)
            {
                var scope = VerifyScope.Slice(slice, Slices);
                found.AddRange((await vault.VerifyAsync(scope, true, null, Never)).Findings);
            }
            store.Blobs[pack][^1] ^= 1;

            var finding = found.ShouldHaveSingleItem();
            finding.Blob.ShouldBe(pack);
            finding.AffectedCount.ShouldBe(2);
        }
    }

    [Fact]
    public async Task A_missing_pack_is_named_by_every_slice()
    {
        var store = await WithManyPacksAsync();
        var vault = await OpenAsync(store);
        var missing = (await ContentPacksAsync(store))[0];
        store.Blobs.TryRemove(missing, out _);

        for (var slice = 0; slice < Slices; slice++)
        {
            var scope = VerifyScope.Slice(slice, Slices);
            var report = await vault.VerifyAsync(scope, readData: false, null, Never);
            report.Findings.ShouldHaveSingleItem().Blob.ShouldBe(missing);
        }
    }

    [Theory]
    [InlineData(2026, 11, 26)]
    [InlineData(2027, 12, 15)]
    [InlineData(2028, 2, 20)]
    public void Thirty_days_in_a_row_have_every_slice_once(int year, int month, int day)
    {
        var first = new DateOnly(year, month, day);

        var slices = Enumerable
            .Range(0, Slices)
            .Select(later => VerifyScope.SliceOf(first.AddDays(later), Slices));

        slices.ShouldBe(Enumerable.Range(0, Slices), ignoreOrder: true);
        VerifyScope.SliceOf(first, Slices).ShouldBe(VerifyScope.SliceOf(first.AddDays(30), Slices));
    }

    [Theory]
    [InlineData(-1, 30)]
    [InlineData(30, 30)]
    [InlineData(0, 0)]
    public void A_slice_that_does_not_exist_is_refused(int number, int slices) =>
        Should.Throw<ArgumentOutOfRangeException>(() => VerifyScope.Slice(number, slices));

    /// <summary>Sixty packs of two objects each, and one of pages.</summary>
    private static async Task<MemoryBlobStore> WithManyPacksAsync()
    {
        var store = new MemoryBlobStore();
        await using var writer = await (await OpenAsync(store)).BeginAsync(
            RootKind.Snapshot,
            Id(1),
            Never
        );
        foreach (var page in Objects(1, 120).Chunk(2))
        {
            await StageAsync(writer, page);
            await writer.CheckpointAsync(Never);
        }
        await writer.CommitAsync(Bytes("{}"), Never);
        store.Names("packs/").Length.ShouldBe(61);
        return store;
    }

    private static async Task<string[]> ContentPacksAsync(MemoryBlobStore store)
    {
        var context = new VaultContext(new SealedBlobs(store, Keys()), Clock);
        await context.IndexBlobs.LoadAsync(comparePacks: true, Never);
        var root = await context.Roots.GetAsync(RootKind.Snapshot, Id(1), Never);
        context.Index.TryFind(root.Trees["objects"].Root, out var pages, out _);
        return [.. store.Names("packs/").Where(name => name != pages!.Name)];
    }
}
