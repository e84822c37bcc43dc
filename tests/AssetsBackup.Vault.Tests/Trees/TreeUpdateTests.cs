using CsCheck;
using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

/// <summary>A tree made from an older one and its changes is the tree that all entries together give.</summary>
[Trait(Cases.Trait, Cases.Property)]
public sealed class TreeUpdateTests
{
    private static readonly Gen<Change[]> Changes = Gen.Select(
        Gen.Int[0, 400],
        Gen.Enum<Step>(),
        Gen.Int[0, 3],
        (id, step, version) => new Change(id, step, version)
    ).Array[0, 60];

    // Sizes around what a leaf (11), a node (63 leaves) and the limits (64, 160) hold.
    private static readonly Gen<int> Sizes = Gen.OneOf(Gen.Int[0, 20], Gen.Int[0, 400]);

    private enum Step
    {
        Set,
        Remove,
    }

    private sealed record Change(int Id, Step Step, int Version);

    [Fact]
    public Task An_updated_tree_equals_a_tree_built_anew() =>
        Gen.Select(Sizes, Changes)
            .SampleAsync(
                async (size, changes) =>
                {
                    var vault = await OpenAsync(new MemoryBlobStore());
                    var entries = Enumerable.Range(0, size).ToDictionary(i => i * 2, _ => 0);
                    var older = await WriteAsync(vault, Id(1), entries);
                    foreach (var change in changes)
                        Apply(entries, change);

                    var updated = await UpdateAsync(vault, Id(2), older, changes);
                    var anew = await WriteAsync(vault, Id(3), entries);

                    updated.Trees["objects"].ShouldBe(anew.Trees["objects"]);
                },
                iter: Cases.Count(300)
            );

    [Fact]
    public async Task Only_the_pages_of_what_changed_are_written()
    {
        var vault = await OpenAsync(new MemoryBlobStore());
        var entries = Enumerable.Range(0, 20_000).ToDictionary(i => i, _ => 0);
        var older = await WriteAsync(vault, Id(1), entries);
        await using var writer = await vault.WriteAsync(
            new WriterStart(RootKind.Snapshot, Id(2)) { From = older.Trees },
            Never
        );
        await writer.StageAsync("objects", [await EntryAsync(writer, 7_000, 1)], Never);
        await writer.CommitAsync(Bytes("{}"), Never);

        // A leaf, its node, the root above.
        writer.Statistics.PagesAdded.ShouldBe(3);
    }

    [Fact]
    public async Task A_tree_that_nothing_was_staged_for_stays_as_it_was()
    {
        var vault = await OpenAsync(new MemoryBlobStore());
        var older = await WriteAsync(vault, Id(1), new Dictionary<int, int> { [1] = 1 });
        await using var writer = await vault.WriteAsync(
            new WriterStart(RootKind.Snapshot, Id(2)) { From = older.Trees },
            Never
        );

        var next = await writer.CommitAsync(Bytes("{}"), Never);

        next.Trees["objects"].ShouldBe(older.Trees["objects"]);
    }

    private static void Apply(Dictionary<int, int> entries, Change change)
    {
        if (change.Step == Step.Set)
            entries[change.Id] = change.Version;
        else
            entries.Remove(change.Id);
    }

    private static async Task<RootRecord> UpdateAsync(
        TenantVault vault,
        Guid id,
        RootRecord older,
        IEnumerable<Change> changes
    )
    {
        await using var writer = await vault.WriteAsync(
            new WriterStart(RootKind.Snapshot, id) { From = older.Trees },
            Never
        );
        foreach (var change in changes)
        {
            var entry =
                change.Step == Step.Set
                    ? await EntryAsync(writer, change.Id, change.Version)
                    : TreeEntry.Removed(GroupOf(change.Id), $"{change.Id}");
            await writer.StageAsync("objects", [entry], Never);
        }
        return await writer.CommitAsync(Bytes("{}"), Never);
    }

    private static async Task<RootRecord> WriteAsync(
        TenantVault vault,
        Guid id,
        IReadOnlyDictionary<int, int> entries
    )
    {
        await using var writer = await vault.BeginAsync(RootKind.Snapshot, id, Never);
        await writer.StageAsync("objects", [], Never);
        foreach (var page in entries.Chunk(500))
        {
            var staged = new List<TreeEntry>();
            foreach (var (number, version) in page)
                staged.Add(await EntryAsync(writer, number, version));
            await writer.StageAsync("objects", staged, Never);
        }
        return await writer.CommitAsync(Bytes("{}"), Never);
    }

    private static string GroupOf(int id) => $"{id % 3}";

    private static async ValueTask<TreeEntry> EntryAsync(RootWriter writer, int id, int version) =>
        new(
            GroupOf(id),
            $"{id}",
            $"K-{id}",
            $"Label {version}",
            version,
            await writer.AddRecordAsync(Bytes($"{id} {version}"), Never)
        );
}
