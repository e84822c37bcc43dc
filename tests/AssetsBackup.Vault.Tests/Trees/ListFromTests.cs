using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

public sealed class ListFromTests
{
    [Theory]
    [InlineData(5)]
    [InlineData(3000)]
    public async Task From_every_entry_and_from_between_them_the_rest_follows(int count)
    {
        var vault = await OpenAsync(new MemoryBlobStore());
        await BackupAsync(vault, Id(1), Objects(1, count));
        var root = await vault.OpenRootAsync(RootKind.Snapshot, Id(1), Never);
        var all = await root.ListAsync("objects", group: null, Never).ToListAsync(Never);
        all.Count.ShouldBe(count);
        // Numbers come before all other texts.
        (await FromAsync(root, "0", "0")).ShouldBe(all);
        (await FromAsync(root, "zzz", "")).ShouldBeEmpty();

        for (var i = 0; i < count; i += 1 + (count / 100))
        {
            (await FromAsync(root, all[i].Group, all[i].Id)).ShouldBe(all[i..]);
            (await FromAsync(root, all[i].Group, all[i].Id + "x")).ShouldBe(
                all.Where(entry =>
                    new EntryKey(entry.Group, entry.Id).CompareTo(
                        new EntryKey(all[i].Group, all[i].Id + "x")
                    ) >= 0
                )
            );
        }
    }

    private static async Task<List<TreeEntry>> FromAsync(
        RootReader root,
        string group,
        string id
    ) => await root.ListFromAsync("objects", group, id, Never).ToListAsync(Never);
}
