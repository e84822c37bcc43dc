using System.Text.Json;
using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

/// <summary>
/// A vault of format version 1 that is read for ever: whoever breaks one of these tests has made a program that cannot
/// read what customers have. With ASSETSBACKUP_MAKE_GOLDEN=1 a version that has no folder yet is made.
/// </summary>
public sealed class GoldenVaultTests : IAsyncLifetime
{
    private static readonly string Folder = Repository.Folder("Golden", "v1");

    private TenantKeys keys = null!;
    private MemoryBlobStore store = null!;

    public async ValueTask InitializeAsync()
    {
        var isAsked = Environment.GetEnvironmentVariable("ASSETSBACKUP_MAKE_GOLDEN") is not null;
        if (isAsked && !Directory.Exists(Folder))
            await GoldenVault.MakeAsync(Folder);
        var text = await File.ReadAllTextAsync(Path.Combine(Folder, "test-operator.key"));
        var entries = new KeyStore(Path.Combine(Folder, "keys"), OperatorKey.Parse(text));
        keys = await entries.OpenAsync(Tenant, Never);
        store = Repository.ReadBlobs(Path.Combine(Folder, "vault"));
    }

    public ValueTask DisposeAsync()
    {
        keys.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Every_root_entry_and_record_is_what_it_was()
    {
        var json = await File.ReadAllTextAsync(Path.Combine(Folder, "expected.json"));
        var expected = JsonSerializer.Deserialize<List<GoldenRoot>>(json).ShouldNotBeNull();

        var found = await GoldenVault.DescribeAsync(await OpenAsync());

        expected.Sum(root => root.Trees.Values.Sum(tree => tree.Count)).ShouldBeGreaterThan(300);
        JsonSerializer.Serialize(found).ShouldBe(JsonSerializer.Serialize(expected));
    }

    [Fact]
    public async Task Its_bytes_are_sound_and_it_holds_a_blob_of_every_kind_and_of_two_epochs()
    {
        var vault = await OpenAsync();

        var report = await vault.VerifyAsync(VerifyScope.All, readData: true, null, Never);

        report.Findings.ShouldBeEmpty();
        report.RootsChecked.ShouldBe(4);
        var headers = store
            .Blobs.Select(blob => SealedBlob.ReadHeader(keys, blob.Key, blob.Value))
            .ToList();
        headers.Select(header => header.Version).Distinct().ShouldBe([(byte)1]);
        headers
            .Select(header => header.Kind)
            .Distinct()
            .ShouldBe(Enum.GetValues<BlobKind>(), ignoreOrder: true);
        headers.Select(header => header.Epoch).Distinct().ShouldBe([1u, 2u], ignoreOrder: true);
        keys.Epoch.ShouldBe(2u);
    }

    [Fact]
    public async Task What_was_said_of_a_root_is_what_it_was()
    {
        var said = await (await OpenAsync()).GetAnnotationAsync(
            RootKind.Snapshot,
            GoldenVault.First,
            Never
        );

        said.ShouldBe(new RootAnnotation("Zürich, vor dem Umzug", IsPinned: true));
    }

    [Fact]
    public async Task The_two_snapshots_differ_as_they_did()
    {
        var vault = await OpenAsync();
        var first = (await vault.OpenRootAsync(RootKind.Snapshot, GoldenVault.First, Never)).Record;
        var second = await vault.OpenRootAsync(RootKind.Snapshot, GoldenVault.Second, Never);

        var differences = await second.DifferencesFromAsync(first, "objects", Never).ToListAsync();

        differences.Count(difference => difference.After is null).ShouldBe(1);
        differences.Count(difference => difference.Before is null).ShouldBe(9);
        differences.Count.ShouldBe(21);
    }

    [Fact]
    public async Task The_unfinished_run_is_resumed()
    {
        var vault = await OpenAsync();
        (await vault.ListUnfinishedAsync(Never)).ShouldBe([
            new UnfinishedRoot(RootKind.Snapshot, GoldenVault.Unfinished, Revision: 1),
        ]);

        await using (var writer = await vault.WriteAsync(At(4, 2), Never))
        {
            await writer.CommitAsync(Bytes("{}"), Never);
        }

        var read = await ReadAllAsync(vault, GoldenVault.Unfinished);
        read.Keys.Select(key => key.Id)
            .ShouldBe(Enumerable.Range(701, 9).Select(i => $"{i}"), ignoreOrder: true);
    }

    [Fact]
    public async Task It_is_pruned_written_to_and_copied_by_the_program_of_today()
    {
        var before = JsonSerializer.Serialize(await GoldenVault.DescribeAsync(await OpenAsync()));
        store.Names("condemned/").ShouldHaveSingleItem();
        var later = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(
            new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero)
        );
        var vault = await TenantVault.OpenAsync(store, keys, later, Never);

        (await vault.PruneAsync(PruneMargins.Default, Never)).PacksDeleted.ShouldBe(2);
        JsonSerializer.Serialize(await GoldenVault.DescribeAsync(vault)).ShouldBe(before);
        await BackupAsync(vault, Id(99), Objects(100, 100));
        var copy = new MemoryBlobStore();
        await new VaultCopy(store, copy, keys).RunAsync(isLast: true, Never);

        var copied = await TenantVault.OpenAsync(copy, keys, later, Never);
        await ShouldHoldAsync(copied, Id(99), Objects(100, 100));
        (
            await copied.VerifyAsync(VerifyScope.All, readData: true, null, Never)
        ).Findings.ShouldBeEmpty();
    }

    private Task<TenantVault> OpenAsync() => TenantVault.OpenAsync(store, keys, Clock, Never);
}
