using System.Text;
using Microsoft.Extensions.Time.Testing;

namespace AssetsBackup.Vault.Tests;

/// <summary>Writes and reads small vaults the way the app does.</summary>
internal static class TestVault
{
    internal static readonly CancellationToken Never = CancellationToken.None;
    internal static readonly Guid Tenant = Guid.Parse("0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0");
    internal static readonly TimeProvider Clock = new FakeTimeProvider(
        new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero)
    );

    internal static TenantKeys Keys(byte seed = 7, Guid? tenant = null, uint epoch = 1) =>
        new(
            tenant ?? Tenant,
            new TenantMaster(epoch, Enumerable.Range(seed, 32).Select(i => (byte)i).ToArray())
        );

    /// <summary>Makes a blob of a later format version out of one: what its bytes mean is unknown to this version.</summary>
    internal static void MakeNewer(MemoryBlobStore store, string name)
    {
        store.Blobs[name][4] = 2;
        store.Blobs[name][^1] ^= 1;
    }

    internal static Guid Id(int number) => new(number, 0, 0, new byte[8]);

    /// <summary>A snapshot to go on with from a checkpoint.</summary>
    internal static WriterStart At(int id, long checkpoint) =>
        new(RootKind.Snapshot, Id(id)) { Checkpoint = checkpoint };

    internal static Task<TenantVault> OpenAsync(IBlobStore store) =>
        TenantVault.OpenOrCreateAsync(store, Keys(), Clock, Never);

    internal static Task<TenantVault> OpenAsync(IBlobStore store, TimeProvider clock) =>
        TenantVault.OpenOrCreateAsync(store, Keys(), clock, Never);

    /// <summary>A clock of the test's own, at the time of <see cref="Clock"/>.</summary>
    internal static FakeTimeProvider NewClock() => new(Clock.GetUtcNow());

    internal static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>An object of the kind the app stores, a few hundred bytes long.</summary>
    internal static (string Group, string Id, byte[] Content) Object(
        int number,
        string version = "a"
    ) =>
        (
            (number % 3 + 1).ToString(),
            number.ToString(),
            Bytes(
                $$"""{"id":"{{number}}","label":"Server {{number}}","text":"{{new string('x', number % 300)}}{{version}}"}"""
            )
        );

    /// <summary>Objects with these numbers.</summary>
    internal static (string Group, string Id, byte[] Content)[] Objects(
        int first,
        int count,
        string version = "a"
    ) => [.. Enumerable.Range(first, count).Select(number => Object(number, version))];

    internal static async Task<TreeEntry> AddAsync(
        RootWriter writer,
        (string Group, string Id, byte[] Content) item
    )
    {
        var record = await writer.AddRecordAsync(item.Content, Never);
        return new TreeEntry(
            item.Group,
            item.Id,
            $"ITSM-{item.Id}",
            $"Label {item.Id}",
            638_000_000_000,
            record
        );
    }

    internal static async Task<RootRecord> BackupAsync(
        TenantVault vault,
        Guid id,
        IEnumerable<(string Group, string Id, byte[] Content)> items,
        RootKind kind = RootKind.Snapshot
    )
    {
        await using var writer = await vault.BeginAsync(kind, id, Never);
        await StageAsync(writer, items);
        return await writer.CommitAsync(Bytes("{}"), Never);
    }

    /// <summary>Two writers that do not know of each other back the same objects up: each has packs of its own.</summary>
    internal static async Task BackUpTwiceAtOnceAsync(IBlobStore store)
    {
        var (first, second) = (await OpenAsync(store), await OpenAsync(store));
        await using var one = await first.BeginAsync(RootKind.Snapshot, Id(1), Never);
        await using var two = await second.BeginAsync(RootKind.Snapshot, Id(2), Never);
        await StageAsync(one, Objects(1, 40));
        await StageAsync(two, Objects(1, 40));
        await one.CommitAsync(Bytes("{}"), Never);
        await two.CommitAsync(Bytes("{}"), Never);
    }

    internal static async Task StageAsync(
        RootWriter writer,
        IEnumerable<(string Group, string Id, byte[] Content)> items,
        string tree = "objects"
    )
    {
        foreach (var page in items.Chunk(25))
        {
            var entries = new List<TreeEntry>();
            foreach (var item in page)
                entries.Add(await AddAsync(writer, item));
            await writer.StageAsync(tree, entries, Never);
        }
    }

    /// <summary>Writes the next revision of a snapshot, with these objects staged in a tree.</summary>
    internal static async Task<RootRecord> ReviseAsync(
        TenantVault vault,
        WriterStart start,
        string tree,
        IEnumerable<(string Group, string Id, byte[] Content)> items
    )
    {
        await using var writer = await vault.WriteAsync(start, Never);
        await StageAsync(writer, items, tree);
        return await writer.CommitAsync(Bytes("{}"), Never);
    }

    internal static async Task ShouldHoldAsync(
        TenantVault vault,
        Guid id,
        IReadOnlyCollection<(string Group, string Id, byte[] Content)> items,
        string tree = "objects"
    )
    {
        var read = await ReadAllAsync(vault, id, tree);
        read.Count.ShouldBe(items.Count);
        foreach (var (group, entry, content) in items)
            read[(group, entry)].AsSpan().SequenceEqual(content).ShouldBeTrue();
    }

    internal static async Task ShouldBeSoundAsync(IBlobStore store)
    {
        var vault = await OpenAsync(store);
        var report = await vault.VerifyAsync(VerifyScope.All, readData: true, null, Never);
        report.Findings.ShouldBeEmpty();
    }

    internal static async Task<Dictionary<(string Group, string Id), byte[]>> ReadAllAsync(
        TenantVault vault,
        Guid id,
        string tree = "objects"
    )
    {
        var reader = await vault.OpenRootAsync(RootKind.Snapshot, id, Never);
        return await reader
            .ReadAsync(tree, group: null, Never)
            .ToDictionaryAsync(
                item => (item.Entry.Group, item.Entry.Id),
                item => item.Content.ToArray()
            );
    }

    /// <summary>Bytes that do not compress, the same for the same seed.</summary>
    internal static byte[] Noise(int length, int seed = 1)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
