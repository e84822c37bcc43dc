using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

/// <summary>Every call of a backup fails in turn, before or after it took effect, once or for good.</summary>
[Trait(Cases.Trait, Cases.Property)]
public sealed class BackupFaultTests
{
    private static readonly int Count = Cases.IsSoak ? 240 : 30;

    private static readonly (string Group, string Id, byte[] Content)[] Before = Objects(1, Count);

    private static readonly (string Group, string Id, byte[] Content)[] After =
    [
        .. Enumerable
            .Range(5, Count + 10)
            .Select(number => Object(number, number % 4 == 0 ? "changed" : "a")),
    ];

    private static readonly (string Group, string Id, byte[] Content)[][] Pages =
    [
        .. After.Chunk(20),
    ];

    [Theory]
    [MemberData(nameof(Fault.Ways), MemberType = typeof(Fault))]
    public async Task A_fault_at_any_call_leaves_the_last_backup_sound_and_a_rerun_succeeds(
        bool afterwards,
        bool isKill
    )
    {
        var start = new MemoryBlobStore();
        await BackupAsync(await OpenAsync(start), Id(1), Before);

        var calls = await FaultMatrix.EachCallAsync(
            start,
            afterwards,
            isKill,
            RunAsync,
            async store =>
            {
                await FaultMatrix.ShouldBeSoundAndHoldAsync(store, Id(1), Before);
                await FinishAsync(store);
                await FaultMatrix.ShouldBeSoundAndHoldAsync(store, Id(2), After);
                await ShouldHoldAsync(await OpenAsync(store), Id(1), Before);
            },
            store => store.Names($"snapshots/{Id(2):N}/").ShouldNotBeEmpty()
        );

        calls.ShouldBeGreaterThan(30);
    }

    [Theory]
    [MemberData(nameof(Fault.Ways), MemberType = typeof(Fault))]
    public async Task A_fault_at_any_call_of_a_first_backup_leaves_a_store_to_begin_anew_in(
        bool afterwards,
        bool isKill
    )
    {
        var calls = await FaultMatrix.EachCallAsync(
            new MemoryBlobStore(),
            afterwards,
            isKill,
            async store => await BackupAsync(await OpenAsync(store), Id(1), Before),
            async store =>
            {
                if (store.Names("snapshots/").Length == 0)
                    await BackupAsync(await OpenAsync(store), Id(1), Before);
                await FaultMatrix.ShouldBeSoundAndHoldAsync(store, Id(1), Before);
            },
            store => store.Names("snapshots/").ShouldNotBeEmpty()
        );

        calls.ShouldBeGreaterThan(20);
    }

    [Theory]
    [MemberData(nameof(Fault.Ways), MemberType = typeof(Fault))]
    public async Task A_fault_at_any_call_of_a_revision_leaves_the_one_before_or_the_new_one(
        bool afterwards,
        bool isKill
    )
    {
        var start = new MemoryBlobStore();
        var first = await BackupAsync(await OpenAsync(start), Id(1), Before);
        var next = WriterStart.NextRevision(first);

        var calls = await FaultMatrix.EachCallAsync(
            start,
            afterwards,
            isKill,
            async store =>
            {
                await using var writer = await (await OpenAsync(store)).WriteAsync(next, Never);
                await StageAsync(writer, Objects(25, 10, "revised"));
                await writer.CheckpointAsync(Never);
                await StageAsync(writer, Objects(500, 3), "avatars");
                await writer.CommitAsync(Bytes("{}"), Never);
            },
            async store =>
            {
                var isRevised = store.Names($"snapshots/{Id(1):N}/").Length == 2;
                await FaultMatrix.ShouldBeSoundAndHoldAsync(
                    store,
                    Id(1),
                    isRevised
                        ? [.. Objects(1, 24), .. Objects(25, 10, "revised"), .. Before.Skip(34)]
                        : Before
                );
                if (!isRevised)
                    await ReviseAsync(await OpenAsync(store), next, "avatars", Objects(500, 3));
                await ShouldHoldAsync(await OpenAsync(store), Id(1), Objects(500, 3), "avatars");
            },
            store => store.Names($"snapshots/{Id(1):N}/").Length.ShouldBe(2)
        );

        calls.ShouldBeGreaterThan(30);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_vault_whose_store_failed_once_is_used_on_without_opening_it_again(
        bool afterwards
    )
    {
        var opening = new FaultyBlobStore(new MemoryBlobStore(), new Fault(0, false, false));
        await OpenAsync(opening);
        for (var call = 1; ; call++)
        {
            var store = new MemoryBlobStore();
            await BackupAsync(await OpenAsync(store), Id(1), Before);
            var faulty = new FaultyBlobStore(
                store,
                new Fault(opening.Calls + call, afterwards, IsKill: false)
            );
            var vault = await OpenAsync(faulty);
            try
            {
                await BackupAsync(vault, Id(2), After);
                store.Names($"snapshots/{Id(2):N}/").ShouldNotBeEmpty();
            }
            catch (Exception e) when (e is IOException or VaultException)
            {
                faulty.HasFired.ShouldBeTrue();
            }
            if (!faulty.HasFired)
            {
                call.ShouldBeGreaterThan(15);
                break;
            }
            if (store.Names($"snapshots/{Id(2):N}/").Length == 0)
                await BackupAsync(vault, Id(2), After);
            await ShouldHoldAsync(vault, Id(2), After);
            await FaultMatrix.ShouldBeSoundAndHoldAsync(store, Id(2), After);
        }
    }

    private static async Task RunAsync(IBlobStore store)
    {
        await using var writer = await (await OpenAsync(store)).BeginAsync(
            RootKind.Snapshot,
            Id(2),
            Never
        );
        foreach (var page in Pages)
        {
            await StageAsync(writer, page);
            await writer.CheckpointAsync(Never);
        }
        await writer.CommitAsync(Bytes("{}"), Never);
    }

    /// <summary>
    /// The next process: it finds the root committed, goes on from the last checkpoint that the failed one may have told of,
    /// or begins anew.
    /// </summary>
    private static async Task FinishAsync(MemoryBlobStore store)
    {
        var vault = await OpenAsync(store);
        if (store.Names($"snapshots/{Id(2):N}/").Length > 0)
        {
            await vault.PruneAsync(PruneMargins.Default, Never);
            return;
        }
        var checkpoint = Math.Min(store.Names("progress/").Length, Pages.Length);
        await using var writer = await vault.WriteAsync(At(2, checkpoint), Never);
        foreach (var page in Pages.Skip(checkpoint))
            await StageAsync(writer, page);
        await writer.CommitAsync(Bytes("{}"), Never);
        store.Names("progress/").ShouldBeEmpty();
    }
}
