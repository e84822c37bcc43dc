using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

/// <summary>A process is killed before or after each put of a backup in turn.</summary>
public sealed class FaultTests
{
    private static readonly (string Group, string Id, byte[] Content)[] Before =
    [
        .. Enumerable.Range(1, 30).Select(number => Object(number)),
    ];

    private static readonly (string Group, string Id, byte[] Content)[] After =
    [
        .. Enumerable
            .Range(5, 40)
            .Select(number => Object(number, number % 4 == 0 ? "changed" : "a")),
    ];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_kill_at_any_put_leaves_the_last_backup_sound_and_a_rerun_succeeds(
        bool afterwards
    )
    {
        var fired = 0;
        for (var put = 1; ; put++)
        {
            var store = await WithOneBackupAsync();
            var faulty = new FaultyBlobStore(store, put, afterwards);
            if (await TryBackupAsync(faulty))
            {
                faulty.HasFired.ShouldBeFalse();
                fired.ShouldBe(faulty.Puts);
                break;
            }
            faulty.HasFired.ShouldBeTrue();
            fired++;
            await ShouldBeSoundAsync(store);
            await FinishAsync(store);
        }
        fired.ShouldBeGreaterThan(10);
    }

    private static async Task<MemoryBlobStore> WithOneBackupAsync()
    {
        var store = new MemoryBlobStore();
        await BackupAsync(await OpenAsync(store), Id(1), Before);
        return store;
    }

    private static async Task<bool> TryBackupAsync(IBlobStore store)
    {
        try
        {
            await using var writer = await (await OpenAsync(store)).BeginAsync(
                RootKind.Snapshot,
                Id(2),
                Never
            );
            foreach (var page in After.Chunk(10))
            {
                await StageAsync(writer, page);
                await writer.CheckpointAsync(Never);
            }
            await writer.CommitAsync(Bytes("{}"), Never);
            return true;
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            return false;
        }
    }

    private static async Task ShouldBeSoundAsync(MemoryBlobStore store)
    {
        var vault = await OpenAsync(store);
        (
            await vault.VerifyAsync(VerifyScope.All, readData: true, progress: null, Never)
        ).Findings.ShouldBeEmpty();
        ShouldHold(await ReadAllAsync(vault, Id(1)), Before);
    }

    /// <summary>The next process: it finds the root committed, or begins it anew.</summary>
    private static async Task FinishAsync(MemoryBlobStore store)
    {
        if (
            !store.Blobs.Keys.Any(name =>
                name.StartsWith($"snapshots/{Id(2):N}/", StringComparison.Ordinal)
            )
        )
        {
            (await TryBackupAsync(store)).ShouldBeTrue();
        }
        var vault = await OpenAsync(store);
        (
            await vault.VerifyAsync(VerifyScope.All, readData: true, progress: null, Never)
        ).Findings.ShouldBeEmpty();
        ShouldHold(await ReadAllAsync(vault, Id(1)), Before);
        ShouldHold(await ReadAllAsync(vault, Id(2)), After);
    }

    private static void ShouldHold(
        Dictionary<(string Group, string Id), byte[]> read,
        (string Group, string Id, byte[] Content)[] items
    )
    {
        read.Count.ShouldBe(items.Length);
        foreach (var (group, id, content) in items)
        {
            read[(group, id)].ShouldBe(content);
        }
    }
}
