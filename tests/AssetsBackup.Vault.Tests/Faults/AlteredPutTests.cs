using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

/// <summary>A store keeps other bytes than it was given, at each put in turn: nobody is told that they are stored.</summary>
public sealed class AlteredPutTests
{
    private static readonly (string Group, string Id, byte[] Content)[] Old = Objects(1, 40);
    private static readonly (string Group, string Id, byte[] Content)[] New = Objects(20, 60);

    [Fact]
    public async Task A_backup_fails_or_is_whole_and_the_next_try_succeeds()
    {
        var start = new MemoryBlobStore();
        await BackupAsync(await OpenAsync(start), Id(1), Old);

        var failed = await EachPutAsync(
            start,
            store => BackupInTwoPartsAsync(store, Id(2)),
            async (store, isDone) =>
            {
                if (!isDone)
                {
                    store.Names($"snapshots/{Id(2):N}/").ShouldBeEmpty();
                    await BackupInTwoPartsAsync(store, Id(2));
                }
                await FaultMatrix.ShouldBeSoundAndHoldAsync(store, Id(1), Old);
                await FaultMatrix.ShouldBeSoundAndHoldAsync(store, Id(2), New);
            }
        );

        failed.ShouldBe(["index", "packs", "progress", "snapshots"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_vault_that_is_made_is_read_back() =>
        (
            await EachPutAsync(
                new MemoryBlobStore(),
                OpenAsync,
                (store, _) => ShouldBeSoundAsync(store)
            )
        ).ShouldBe(["vault"]);

    [Fact]
    public async Task What_was_said_of_a_backup_stays_until_it_is_stored_anew()
    {
        var start = new MemoryBlobStore();
        await BackupAsync(await OpenAsync(start), Id(1), Old);
        await PinAsync(start);

        var failed = await EachPutAsync(
            start,
            PinAsync,
            async (store, _) =>
                (
                    await (await OpenAsync(store)).GetAnnotationAsync(
                        RootKind.Snapshot,
                        Id(1),
                        Never
                    )
                ).IsPinned.ShouldBeTrue()
        );

        failed.ShouldBe(["annotations"]);

        static async Task PinAsync(IBlobStore store) =>
            await (await OpenAsync(store)).AnnotateAsync(
                RootKind.Snapshot,
                Id(1),
                new RootAnnotation("", IsPinned: true),
                Never
            );
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_copy_fails_and_the_next_try_is_equal(bool isThereAlready)
    {
        var source = new MemoryBlobStore();
        await CopiedVault.FillAsync(source, NewClock());
        var start = isThereAlready ? AllOtherwise(source) : new MemoryBlobStore();

        var failed = await EachPutAsync(
            start,
            store => CopyAsync(source, store),
            async (store, isDone) =>
            {
                isDone.ShouldBeFalse();
                await CopyAsync(source, store);
                CopiedVault.ShouldBeEqual(source, store);
                await FaultMatrix.ShouldBeSoundAndHoldAsync(store, Id(1), CopiedVault.Items);
            }
        );

        failed
            .Concat(isThereAlready ? ["vault"] : [])
            .ShouldBe(
                [
                    "annotations",
                    "condemned",
                    "index",
                    "packs",
                    "plans",
                    "progress",
                    "snapshots",
                    "vault",
                ],
                ignoreOrder: true
            );
    }

    /// <summary>A vault in which each blob but the vault's own has other bytes.</summary>
    private static MemoryBlobStore AllOtherwise(MemoryBlobStore sound)
    {
        var store = sound.Copy();
        foreach (var name in store.Names("").Where(name => name != BlobNames.Vault))
            store.Blobs[name][^1] ^= 1;
        return store;
    }

    private static Task CopyAsync(IBlobStore source, IBlobStore destination) =>
        new VaultCopy(source, destination, Keys()).RunAsync(isLast: true, Never);

    /// <summary>With a flush in between, so that its small indexes are written together at the end.</summary>
    private static async Task BackupInTwoPartsAsync(IBlobStore store, Guid id)
    {
        var vault = await OpenAsync(store);
        await using var writer = await vault.BeginAsync(RootKind.Snapshot, id, Never);
        await StageAsync(writer, New[..30]);
        await writer.CheckpointAsync(Never);
        await StageAsync(writer, New[30..]);
        await writer.CommitAsync(Bytes("{}"), Never);
    }

    /// <returns>The folders of the blobs whose alteration was noticed at once.</returns>
    private static async Task<IReadOnlyCollection<string>> EachPutAsync(
        MemoryBlobStore start,
        Func<IBlobStore, Task> run,
        Func<MemoryBlobStore, bool, Task> check
    )
    {
        var failed = new HashSet<string>(StringComparer.Ordinal);
        for (var altered = 1; ; altered++)
        {
            var (store, puts, folder) = (start.Copy(), 0, "");
            var watched = new WatchedBlobStore(store)
            {
                After = (call, name) =>
                {
                    if (call == StoreCall.Put && Interlocked.Increment(ref puts) == altered)
                    {
                        store.Blobs[name][^1] ^= 1;
                        folder = name.Split('/')[0];
                    }
                    return Task.CompletedTask;
                },
            };
            var damage = await Record.ExceptionAsync(() => run(watched));
            if (folder.Length == 0)
            {
                damage.ShouldBeNull();
                return failed;
            }
            if (damage is not null)
            {
                (damage as VaultDamagedException ?? damage.InnerException)
                    .ShouldBeOfType<VaultDamagedException>()
                    .Blob.ShouldStartWith(folder);
                failed.Add(folder);
            }
            await check(store, damage is null);
        }
    }
}
