using CsCheck;
using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

[Trait(Cases.Trait, Cases.Property)]
public sealed class TreeDifferenceTests
{
    // Around what a leaf (11), a node (63 leaves) and two levels hold; 0 for the empty tree.
    private static readonly Gen<int> Sizes = Gen.Frequency(
        (1, Gen.Const(0)),
        (4, Gen.Int[1, 40]),
        (4, Gen.Int[1, 1500])
    );

    private static readonly Gen<(int Id, int Version)[]> Changes = Gen.Select(
        Gen.Int[0, 1600],
        Gen.Int[0, 3]
    ).Array[0, 40];

    [Fact]
    public Task The_difference_of_any_two_trees_is_that_of_their_entries() =>
        Gen.Select(Sizes, Sizes, Changes, Gen.Bool)
            .SampleAsync(
                async (before, after, changes, related) =>
                {
                    var first = Versions(before, []);
                    var second = Versions(related ? before : after, changes);
                    await ShouldDifferAsIsAsync(first, second);
                },
                iter: Cases.Count(300)
            );

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(5, 3000)]
    [InlineData(3000, 5)]
    [InlineData(0, 3000)]
    public async Task Trees_of_different_heights_are_compared(int before, int after)
    {
        await ShouldDifferAsIsAsync(Versions(before, []), Versions(after, []));
    }

    [Fact]
    public async Task A_tree_that_only_one_root_has_counts_as_empty_in_the_other()
    {
        var vault = await OpenAsync(new MemoryBlobStore());
        var without = await BackupAsync(vault, Id(1), []);
        var with = await BackupAsync(vault, Id(2), Objects(1, 20));

        var come = await DifferencesAsync(vault, without, with);
        var gone = await DifferencesAsync(vault, with, without);

        come.ShouldAllBe(difference => difference.Before == null);
        come.Count.ShouldBe(20);
        gone.ShouldAllBe(difference => difference.After == null);
        gone.Count.ShouldBe(20);
        await Should.ThrowAsync<TreeNotFoundException>(async () =>
            await (await vault.OpenRootAsync(RootKind.Snapshot, Id(1), Never))
                .DifferencesFromAsync(without, "objects", Never)
                .ToListAsync()
        );
    }

    [Fact]
    public async Task No_page_that_both_trees_have_is_read()
    {
        var source = new MemoryBlobStore();
        var vault = await OpenAsync(source);
        var before = await WriteAsync(vault, Id(1), Versions(5000, []));
        var after = await WriteAsync(vault, Id(2), Versions(5000, [(700, 2), (701, 2), (4000, 0)]));
        var pages = await OnePackAPage.CopyAsync(source, [before, after]);
        pages.Shared.Count.ShouldBeGreaterThan(300);
        var store = new WatchedBlobStore(pages.Store);
        var paged = await OpenAsync(store);
        var reader = await paged.OpenRootAsync(RootKind.Snapshot, Id(2), Never);

        var differences = await reader.DifferencesFromAsync(before, "objects", Never).ToListAsync();

        differences.Count.ShouldBe(3);
        var read = store.Names(StoreCall.Get).Where(IsPack).ToHashSet();
        read.ShouldAllBe(pack => !pages.Shared.Contains(pack));
        read.Count.ShouldBeInRange(6, 20);
    }

    [Fact]
    public async Task Equal_trees_are_compared_without_reading_anything()
    {
        var source = new MemoryBlobStore();
        var before = await WriteAsync(await OpenAsync(source), Id(1), Versions(500, []));
        var after = await WriteAsync(await OpenAsync(source), Id(2), Versions(500, []));
        var store = new WatchedBlobStore(source);
        var vault = await OpenAsync(store);

        (await DifferencesAsync(vault, before, after)).ShouldBeEmpty();

        store.Names(StoreCall.Get).Where(IsPack).ShouldBeEmpty();
    }

    private static bool IsPack(string name) => name.StartsWith("packs/", StringComparison.Ordinal);

    private static async Task ShouldDifferAsIsAsync(
        Dictionary<int, int> before,
        Dictionary<int, int> after
    )
    {
        var vault = await OpenAsync(new MemoryBlobStore());
        var first = await WriteAsync(vault, Id(1), before);
        var second = await WriteAsync(vault, Id(2), after);

        var differences = await DifferencesAsync(vault, first, second);

        var expected = before
            .Keys.Union(after.Keys)
            .Where(id => before.GetValueOrDefault(id, -1) != after.GetValueOrDefault(id, -1))
            .Select(id => new EntryKey(GroupOf(id), $"{id}"))
            .Order(EntryKey.Order)
            .ToList();
        differences.Select(KeyOf).ShouldBe(expected);
        foreach (var (old, now) in differences)
        {
            var id = int.Parse((old ?? now)!.Id);
            (old is not null).ShouldBe(before.ContainsKey(id));
            (now is not null).ShouldBe(after.ContainsKey(id));
            (old?.UpdatedUtcTicks).ShouldBe(old is null ? null : before[id]);
            (now?.UpdatedUtcTicks).ShouldBe(now is null ? null : after[id]);
        }
    }

    private static async Task<List<TreeDifference>> DifferencesAsync(
        TenantVault vault,
        RootRecord before,
        RootRecord after
    )
    {
        var reader = await vault.OpenRootAsync(RootKind.Snapshot, after.Id, Never);
        return await reader.DifferencesFromAsync(before, "objects", Never).ToListAsync();
    }

    private static EntryKey KeyOf(TreeDifference difference) =>
        TreeItems.KeyOf((difference.Before ?? difference.After)!);

    /// <summary>Entries 0 to size - 1 at version 1; a change to version 0 takes the entry away.</summary>
    private static Dictionary<int, int> Versions(int size, (int Id, int Version)[] changes)
    {
        var versions = Enumerable.Range(0, size).ToDictionary(id => id, _ => 1);
        foreach (var (id, version) in changes)
            versions[id] = version;
        return versions.Where(entry => entry.Value > 0).ToDictionary();
    }

    private static string GroupOf(int id) => $"{id % 4}";

    private static async Task<RootRecord> WriteAsync(
        TenantVault vault,
        Guid id,
        Dictionary<int, int> versions
    )
    {
        await using var writer = await vault.BeginAsync(RootKind.Snapshot, id, Never);
        var record = await writer.AddRecordAsync(Bytes("{}"), Never);
        var entries = versions.Select(entry => new TreeEntry(
            GroupOf(entry.Key),
            $"{entry.Key}",
            "",
            "",
            entry.Value,
            record
        ));
        await writer.StageAsync("objects", [.. entries], Never);
        return await writer.CommitAsync(Bytes("{}"), Never);
    }
}
