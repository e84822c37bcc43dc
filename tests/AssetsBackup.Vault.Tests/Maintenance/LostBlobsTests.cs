using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

/// <summary>What keeps pruning refused for ever can be given up, and nothing else is.</summary>
public sealed class LostBlobsTests
{
    private readonly MemoryBlobStore store = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_backup_of_which_a_page_is_lost_is_given_up_and_pruning_goes_on(bool missing)
    {
        await BackupAsync(await OpenAsync(store), Id(1), Objects(1, 30));
        await BackupAsync(await OpenAsync(store), Id(2), Objects(100, 30));
        Lose(await PackOfAsync(await RootPageAsync(Id(2))), missing);
        await Should.ThrowAsync<PruneRefusedException>(PruneAsync);

        (await DiscardAsync()).ShouldBe([$"snapshots/{Id(2):N}/1"]);

        await PruneAsync();
        await ShouldHoldAsync(await OpenAsync(store), Id(1), Objects(1, 30));
        store.Names("snapshots/").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_backup_of_which_a_chunk_list_is_lost_is_given_up()
    {
        var content = new byte[2_500_000];
        await BackupAsync(await OpenAsync(store), Id(1), [("1", "1", content)]);
        using var keys = Keys();
        Lose(await PackOfAsync(keys.IdOf(RecordType.Content, content)), missing: true);
        await Should.ThrowAsync<PruneRefusedException>(PruneAsync);

        (await DiscardAsync()).ShouldBe([$"snapshots/{Id(1):N}/1"]);

        await PruneAsync();
    }

    [Fact]
    public async Task A_backup_of_which_only_objects_are_lost_stays()
    {
        await BackupAsync(await OpenAsync(store), Id(1), Objects(1, 30));
        var pages = await PackOfAsync(await RootPageAsync(Id(1)));
        foreach (var name in store.Names("packs/").Where(name => name != pages))
            store.Blobs[name][^1] ^= 1;

        (await DiscardAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_backup_of_which_objects_are_in_no_index_stays()
    {
        await BackupAsync(await OpenAsync(store), Id(1), Objects(1, 30));
        var pages = await PackOfAsync(await RootPageAsync(Id(1)));
        foreach (var name in store.Names("packs/").Where(name => name != pages))
            store.Blobs.TryRemove(name, out _).ShouldBeTrue();
        foreach (var name in store.Names("index/"))
            store.Blobs[name][^1] ^= 1;
        await TenantVault.RepairAsync(store, Keys(), Clock, Never);

        (await DiscardAsync()).ShouldBeEmpty();

        await PruneAsync();
        store.Names("snapshots/").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Of_a_pack_that_is_damaged_and_in_no_index_nobody_knows_what_it_had()
    {
        await BackupAsync(await OpenAsync(store), Id(1), Objects(1, 30));
        var pages = await PackOfAsync(await RootPageAsync(Id(1)));
        var content = store.Names("packs/").Single(name => name != pages);
        store.Blobs[content][^1] ^= 1;
        foreach (var name in store.Names("index/"))
            store.Blobs[name][^1] ^= 1;
        await TenantVault.RepairAsync(store, Keys(), Clock, Never);
        await Should.ThrowAsync<PruneRefusedException>(PruneAsync);

        (await DiscardAsync()).ShouldBe([content]);

        await PruneAsync();
        store.Names("snapshots/").ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_a_pack_has_that_lost_its_index_is_not_taken_for_lost(bool isCondemned)
    {
        await BackupAsync(await OpenAsync(store), Id(1), Objects(1, 30));
        var pages = await PackOfAsync(await RootPageAsync(Id(1)));
        var content = store.Names("packs/").Single(name => name != pages);
        var hidden = store.Blobs[content];
        store.Blobs.TryRemove(content, out _).ShouldBeTrue();
        foreach (var name in store.Names("index/"))
            store.Blobs[name][^1] ^= 1;
        await TenantVault.RepairAsync(store, Keys(), Clock, Never);
        store.Blobs[content] = hidden;
        if (isCondemned)
            await CondemnAsync(content);

        await Should.ThrowAsync<PruneRefusedException>(PruneAsync);

        await TenantVault.RepairAsync(store, Keys(), Clock, Never);
        await PruneAsync();
        await ShouldHoldAsync(await OpenAsync(store), Id(1), Objects(1, 30));
    }

    [Fact]
    public async Task A_page_that_another_pack_has_too_is_not_lost()
    {
        await BackUpTwiceAtOnceAsync(store);
        foreach (var name in store.Names("packs/"))
        {
            var sound = store.Blobs[name];
            store.Blobs[name] = [.. sound[..^1], (byte)(sound[^1] ^ 1)];

            (await DiscardAsync()).ShouldBeEmpty();

            store.Blobs[name] = sound;
        }
    }

    [Fact]
    public async Task Of_a_lost_index_nothing_is_given_up()
    {
        await BackupAsync(await OpenAsync(store), Id(1), Objects(1, 30));
        var index = store.Names("index/").ShouldHaveSingleItem();
        store.Blobs[index][^1] ^= 1;
        (await Should.ThrowAsync<VaultDamagedException>(DiscardAsync)).Blob.ShouldBe(index);
        store.Blobs.TryRemove(index, out _).ShouldBeTrue();

        (await DiscardAsync()).ShouldBeEmpty();

        await TenantVault.RepairAsync(store, Keys(), Clock, Never);
        await ShouldHoldAsync(await OpenAsync(store), Id(1), Objects(1, 30));
    }

    [Fact]
    public async Task Of_what_is_given_up_it_is_told_what_goes_with_it()
    {
        var vault = await OpenAsync(store);
        var first = await BackupAsync(vault, Id(1), Objects(1, 30));
        await ReviseAsync(vault, WriterStart.NextRevision(first), "avatars", Objects(900, 3));
        await BackupAsync(vault, Id(2), Objects(100, 30));
        await BackupAsync(vault, Id(3), Objects(200, 30), RootKind.Plan);
        Lose(await PackOfAsync(await RootPageAsync(Id(2))), missing: true);
        foreach (var name in new[] { $"snapshots/{Id(1):N}/1", $"plans/{Id(3):N}/1" })
            store.Blobs[name][^1] ^= 1;

        var lost = await TenantVault.FindLostAsync(store, Keys(), Never);

        lost.ShouldBe(
            [
                Record(BlobRole.Snapshot, Id(1), isReadable: false, isLast: false),
                Record(BlobRole.Plan, Id(3), isReadable: false, isLast: true),
                Record(BlobRole.Snapshot, Id(2), isReadable: true, isLast: true),
            ],
            ignoreOrder: true
        );

        static LostBlob Record(BlobRole role, Guid id, bool isReadable, bool isLast) =>
            new(
                $"{(role == BlobRole.Plan ? "plans" : "snapshots")}/{id:N}/1",
                new BlobSubject(role, id),
                isReadable,
                isLast
            );
    }

    [Fact]
    public async Task With_the_record_of_a_backup_goes_what_was_said_of_it()
    {
        var vault = await OpenAsync(store);
        await BackupAsync(vault, Id(1), Objects(1, 30));
        await BackupAsync(vault, Id(2), Objects(1, 30));
        foreach (var id in new[] { Id(1), Id(2) })
            await vault.AnnotateAsync(RootKind.Snapshot, id, new RootAnnotation("", true), Never);
        store.Blobs[$"snapshots/{Id(1):N}/1"][^1] ^= 1;
        (await TenantVault.FindLostAsync(store, Keys(), Never)).ShouldAllBe(lost => lost.IsLast);

        var discarded = await DiscardAsync();

        discarded.Count.ShouldBe(2);
        store
            .Names("annotations/")
            .ShouldHaveSingleItem()
            .ShouldStartWith($"annotations/snapshot-{Id(2):N}/");
        await ShouldBeSoundAsync(store);
    }

    private void Lose(string pack, bool missing)
    {
        if (missing)
            store.Blobs.TryRemove(pack, out _).ShouldBeTrue();
        else
            store.Blobs[pack][^1] ^= 1;
    }

    private async Task<RecordId> RootPageAsync(Guid id)
    {
        var vault = await OpenAsync(store);
        var reader = await vault.OpenRootAsync(RootKind.Snapshot, id, Never);
        return reader.Record.Trees["objects"].Root;
    }

    private async Task<string> PackOfAsync(RecordId record)
    {
        var context = new VaultContext(new SealedBlobs(store, Keys()), Clock);
        await context.IndexBlobs.LoadAsync(comparePacks: true, Never);
        context.Index.TryFind(record, out var pack, out _).ShouldBeTrue();
        return pack.Name;
    }

    private Task CondemnAsync(string pack)
    {
        BlobNames.TryParsePack(pack, out var id).ShouldBeTrue();
        return new CondemnedPacks(new SealedBlobs(store, Keys())).PutAsync(
            [id],
            Clock.GetUtcNow(),
            Never
        );
    }

    /// <summary>What is found is what goes.</summary>
    private async Task<IReadOnlyList<string>> DiscardAsync()
    {
        var found = await TenantVault.FindLostAsync(store, Keys(), Never);
        var before = store.Names("");
        var discarded = await TenantVault.DiscardDamagedAsync(store, Keys(), Never);
        discarded.ShouldBe(found);
        before.Except(store.Names("")).ShouldBe(found.Select(lost => lost.Name), ignoreOrder: true);
        return [.. found.Select(lost => lost.Name)];
    }

    private async Task<PruneReport> PruneAsync() =>
        await (await OpenAsync(store)).PruneAsync(PruneMargins.Default, Never);
}
