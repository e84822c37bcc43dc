using CsCheck;
using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

public sealed class WriteAndReadTests
{
    [Fact]
    public async Task What_was_written_is_read_back()
    {
        var store = new MemoryBlobStore();
        var items = Enumerable.Range(1, 500).Select(number => Object(number)).ToArray();
        await BackupAsync(await OpenAsync(store), Id(1), items);

        var read = await ReadAllAsync(await OpenAsync(store), Id(1));

        read.Count.ShouldBe(500);
        foreach (var (group, id, content) in items)
        {
            read[(group, id)].ShouldBe(content);
        }
    }
}
