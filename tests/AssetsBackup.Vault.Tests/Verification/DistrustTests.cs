using Microsoft.Extensions.Time.Testing;
using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

/// <summary>A pack that was found damaged is not relied on again: the next backup heals what it can.</summary>
public sealed class DistrustTests
{
    private readonly MemoryBlobStore store = new();

    [Fact]
    public async Task The_next_backup_heals_the_ones_before_it_and_pruning_deletes_the_damaged_pack()
    {
        await BackupAsync(await OpenAsync(store), Id(1), Objects(1, 40));
        var packs = store.Names("packs/");
        foreach (var name in packs)
            store.Blobs[name][^1] ^= 1;
        var report = await VerifyAsync();
        report.IsSound.ShouldBeFalse();

        var condemned = await TenantVault.DistrustAsync(store, Keys(), Clock, report, Never);
        await BackupAsync(await OpenAsync(store), Id(2), Objects(1, 40));

        condemned.ShouldBe(packs.Length);
        (await TenantVault.DistrustAsync(store, Keys(), Clock, report, Never)).ShouldBe(0);
        await ShouldHoldAsync(await OpenAsync(store), Id(1), Objects(1, 40));
        await ShouldHoldAsync(await OpenAsync(store), Id(2), Objects(1, 40));
        (await VerifyAsync()).Findings.ShouldBeEmpty();
        var clock = NewClock();
        clock.Advance(TimeSpan.FromHours(25));
        await (await OpenAsync(store, clock)).PruneAsync(PruneMargins.Default, Never);
        store.Names("packs/").Intersect(packs).ShouldBeEmpty();
        await ShouldBeSoundAsync(store);
    }

    [Fact]
    public async Task What_nobody_has_any_more_stays_named()
    {
        await BackupAsync(await OpenAsync(store), Id(1), Objects(1, 40));
        foreach (var name in store.Names("packs/"))
            store.Blobs[name][^1] ^= 1;
        await TenantVault.DistrustAsync(store, Keys(), Clock, await VerifyAsync(), Never);
        await BackupAsync(await OpenAsync(store), Id(2), Objects(2, 39));

        var report = await VerifyAsync();

        report.IsSound.ShouldBeFalse();
        await ShouldHoldAsync(await OpenAsync(store), Id(2), Objects(2, 39));
    }

    [Fact]
    public async Task A_damaged_pack_that_is_needed_stays_condemned_however_often_is_pruned()
    {
        var clock = await DistrustedContentAsync();

        for (var day = 0; day < 3; day++)
        {
            clock.Advance(TimeSpan.FromHours(25));
            await (await OpenAsync(store, clock)).PruneAsync(PruneMargins.Default, Never);
        }
        store.Names("condemned/").Length.ShouldBe(1);
        await BackupAsync(await OpenAsync(store), Id(2), Objects(1, 40));

        (await VerifyAsync()).Findings.ShouldBeEmpty();
        await ShouldHoldAsync(await OpenAsync(store), Id(1), Objects(1, 40));
    }

    [Fact]
    public async Task A_pack_that_was_condemned_without_reason_and_is_needed_is_relied_on_again()
    {
        var clock = NewClock();
        await BackupAsync(await OpenAsync(store), Id(1), Objects(1, 40));
        var packs = store.Names("packs/");
        await CondemnAsync(packs);

        clock.Advance(TimeSpan.FromHours(25));
        await (await OpenAsync(store, clock)).PruneAsync(PruneMargins.Default, Never);

        store.Names("condemned/").ShouldBeEmpty();
        await BackupAsync(await OpenAsync(store), Id(2), Objects(1, 40));
        store.Names("packs/").ShouldBe(packs);
    }

    [Fact]
    public async Task A_blob_of_a_newer_format_that_anyone_can_put_there_keeps_nobody_from_condemning()
    {
        await BackupAsync(await OpenAsync(store), Id(1), Objects(1, 40));
        foreach (var name in store.Names("packs/"))
            store.Blobs[name][^1] ^= 1;
        var strange = $"condemned/{BlobId.Create()}";
        store.Blobs[strange] = [.. "ABV!"u8, 2, .. new byte[21]];
        var report = await VerifyAsync();
        report.Findings.ShouldContain(finding =>
            finding.Blob == strange && finding.Problem == VerifyProblem.TooNew
        );
        (await TenantVault.IsNewDamageAsync(store, Keys(), report, Never)).ShouldBeTrue();

        (await TenantVault.DistrustAsync(store, Keys(), Clock, report, Never)).ShouldBeGreaterThan(
            0
        );

        (await TenantVault.IsNewDamageAsync(store, Keys(), report, Never)).ShouldBeFalse();
        (await Should.ThrowAsync<VaultFormatTooNewException>(() => OpenAsync(store))).Blob.ShouldBe(
            strange
        );
        store.Blobs.TryRemove(strange, out _).ShouldBeTrue();
        await BackupAsync(await OpenAsync(store), Id(2), Objects(1, 40));
        (await VerifyAsync()).Findings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_two_packs_have_is_read_in_the_second_where_the_first_is_damaged(
        bool ofOne
    )
    {
        var clock = NewClock();
        await BackUpTwiceAtOnceAsync(store);
        await (await OpenAsync(store, clock)).PruneAsync(PruneMargins.Default, Never);
        store.Names("condemned/").ShouldNotBeEmpty();
        var pages = (await PagePacksAsync()).ToHashSet();
        var contents = store.Names("packs/").Where(name => !pages.Contains(name)).ToList();
        contents.Count.ShouldBe(2);
        foreach (var name in contents)
            store.Blobs[name][^1] ^= 1;

        var report = await (await OpenAsync(store)).VerifyAsync(
            ofOne ? VerifyScope.One(RootKind.Snapshot, Id(1)) : VerifyScope.All,
            readData: true,
            null,
            Never
        );

        report.SnapshotsHit().ShouldContain(Id(1));
        report.Findings.Sum(finding => finding.AffectedCount).ShouldBe(ofOne ? 40 : 80);
        report.Findings.Select(finding => finding.Blob).ShouldBe(contents, ignoreOrder: true);
    }

    [Fact]
    public async Task A_backup_counts_as_lost_only_when_no_revision_of_its_record_opens()
    {
        var vault = await OpenAsync(store);
        var root = await BackupAsync(vault, Id(1), Objects(1, 10));
        await ReviseAsync(vault, WriterStart.NextRevision(root), "avatars", Objects(80, 3));
        await BackupAsync(vault, Id(2), Objects(1, 10), RootKind.Plan);
        store.Blobs[$"plans/{Id(2):N}/1"][^1] ^= 1;
        store.Blobs[$"snapshots/{Id(1):N}/2"][^1] ^= 1;
        (await VerifyAsync()).SnapshotsLost.ShouldBeEmpty();

        store.Blobs[$"snapshots/{Id(1):N}/1"][^1] ^= 1;

        (await VerifyAsync()).SnapshotsLost.ShouldBe([Id(1)]);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task What_only_an_unfinished_backup_names_is_not_committed_once_it_was_found_damaged(
        bool isLong,
        bool isTakenOver
    )
    {
        await StageAsync(isLong);
        store.Blobs[await PackOfAsync(isLong)][^1] ^= 1;
        await TenantVault.DistrustAsync(store, Keys(), Clock, await VerifyAsync(), Never);
        store.Names("condemned/").ShouldHaveSingleItem();
        await using var writer = await ResumeAsync(isTakenOver);

        var damage = await Should.ThrowAsync<VaultDamagedException>(() =>
            writer.CommitAsync(Bytes("{}"), Never)
        );

        damage.IsOfStaged.ShouldBeTrue();
        store.Names("snapshots/").ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task What_an_unfinished_backup_has_in_a_condemned_pack_is_stored_anew_at_its_commit(
        bool isLong,
        bool isTakenOver
    )
    {
        await StageAsync(isLong);
        var pack = await PackOfAsync(isLong);
        await CondemnAsync([pack]);
        await using var writer = await ResumeAsync(isTakenOver);

        var root = await writer.CommitAsync(Bytes("{}"), Never);

        store.Blobs.TryRemove(pack, out _).ShouldBeTrue();
        await ShouldHoldAsync(await OpenAsync(store), root.Id, Items(isLong));
    }

    private async Task<IEnumerable<string>> PagePacksAsync()
    {
        var packs = new List<string>();
        foreach (var name in store.Names("packs/"))
        {
            var pack = await new SealedBlobs(store, Keys()).GetPackAsync(name, Never);
            if (pack.Entries.All(entry => entry.Type == RecordType.Page))
                packs.Add(name);
        }
        return packs;
    }

    private static (string Group, string Id, byte[] Content)[] Items(bool isLong) =>
        [("1", "1", Noise(isLong ? 2_300_000 : 100))];

    private async Task StageAsync(bool isLong)
    {
        var vault = await OpenAsync(store);
        await using var writer = await vault.BeginAsync(RootKind.Snapshot, Id(1), Never);
        await TestVault.StageAsync(writer, Items(isLong));
        await writer.CheckpointAsync(Never);
    }

    /// <summary>The pack of the record, or of its first chunk.</summary>
    private async Task<string> PackOfAsync(bool isLong)
    {
        var content = Items(isLong)[0].Content.AsSpan();
        var id = isLong
            ? Keys().IdOf(RecordType.Chunk, content[..VaultLimits.Record])
            : Keys().IdOf(RecordType.Content, content);
        var context = new VaultContext(new SealedBlobs(store, Keys()), Clock);
        await context.IndexBlobs.LoadAsync(comparePacks: true, Never);
        context.Index.TryFind(id, out var pack, out _).ShouldBeTrue();
        return pack.Name;
    }

    /// <summary>The writer of what was staged, resumed; or one of another backup, which takes it over.</summary>
    private async Task<RootWriter> ResumeAsync(bool isTakenOver)
    {
        var vault = await OpenAsync(store);
        var resumed = await vault.WriteAsync(At(1, 1), Never);
        if (!isTakenOver)
            return resumed;
        var other = await vault.BeginAsync(RootKind.Snapshot, Id(2), Never);
        var staged = await resumed.ListStagedAsync("objects", null, Never).ToListAsync();
        await other.StageAsync("objects", staged, Never);
        await resumed.DisposeAsync();
        return other;
    }

    [Fact]
    public async Task A_repair_that_deletes_a_damaged_condemnation_condemns_anew_what_cannot_be_read()
    {
        await DistrustedContentAsync();
        store.Blobs[store.Names("condemned/").ShouldHaveSingleItem()][^1] ^= 1;

        (await TenantVault.RepairAsync(store, Keys(), Clock, Never)).BlobsRemoved.ShouldBe(1);

        await BackupAsync(await OpenAsync(store), Id(2), Objects(1, 40));
        (await VerifyAsync()).Findings.ShouldBeEmpty();
    }

    /// <summary>Of a backup the content is damaged, found to be and condemned; the pages can be read.</summary>
    /// <returns>A clock at that time.</returns>
    private async Task<FakeTimeProvider> DistrustedContentAsync()
    {
        var root = await BackupAsync(await OpenAsync(store), Id(1), Objects(1, 40));
        var context = new VaultContext(new SealedBlobs(store, Keys()), Clock);
        await context.IndexBlobs.LoadAsync(comparePacks: true, Never);
        context.Index.TryFind(root.Trees["objects"].Root, out var pages, out _).ShouldBeTrue();
        store.Blobs[store.Names("packs/").Single(name => name != pages.Name)][^1] ^= 1;
        var report = await VerifyAsync();
        (await TenantVault.DistrustAsync(store, Keys(), Clock, report, Never)).ShouldBe(1);
        return NewClock();
    }

    private Task CondemnAsync(string[] packs) =>
        new CondemnedPacks(new SealedBlobs(store, Keys())).PutAsync(
            [.. packs.Select(name => BlobNames.TryParsePack(name, out var id) ? id : default)],
            Clock.GetUtcNow(),
            Never
        );

    private async Task<VerifyReport> VerifyAsync() =>
        await TenantVault.VerifyAsync(store, Keys(), VerifyScope.All, readData: true, null, Never);
}
