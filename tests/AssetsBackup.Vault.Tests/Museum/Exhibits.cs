using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

/// <summary>
/// How each exhibit of the museum was broken. The exhibits are committed files and are never made again: this is kept to
/// tell what they are, and to make further ones.
/// </summary>
internal static class Exhibits
{
    internal static readonly IReadOnlyDictionary<string, Func<Task<MemoryBlobStore>>> All =
        new SortedDictionary<string, Func<Task<MemoryBlobStore>>>(StringComparer.Ordinal)
        {
            ["annotation-damaged"] = () => BrokenAsync("annotations/", blob => blob[^1] ^= 1),
            ["condemnation-damaged"] = () => BrokenAsync("condemned/", blob => blob[^1] ^= 1),
            ["foreign-tenants-pack"] = ForeignPackAsync,
            ["half-copied"] = HalfCopiedAsync,
            ["half-pruned"] = HalfPrunedAsync,
            ["index-names-a-missing-pack"] = () => WithoutPackOfAsync(RecordType.Content),
            ["newer-format-blob"] = NewerFormatAsync,
            ["progress-of-a-killed-writer"] = KilledWriterAsync,
            ["revision-damaged-above-a-sound-one"] = () =>
                BrokenAsync($"snapshots/{Id(1):N}/2", blob => blob[60] ^= 4),
            ["root-without-its-page-pack"] = () => WithoutPackOfAsync(RecordType.Page),
            ["roots-swapped"] = RootsSwappedAsync,
            ["two-indexes-one-damaged"] = OneIndexDamagedAsync,
            ["vault-blob-missing"] = VaultBlobMissingAsync,
            ["vault-blob-with-a-flipped-tenant"] = () =>
                BrokenAsync("vault", blob => blob[12] ^= 8),
        };

    internal static readonly (string Group, string Id, byte[] Content)[] First = Small(1, 3);
    internal static readonly (string Group, string Id, byte[] Content)[] Second = Small(10, 2);
    internal static readonly (string Group, string Id, byte[] Content)[] Avatars = Small(20, 1);

    /// <summary>Snapshot 1 with a revision and an annotation, snapshot 2, and a condemnation.</summary>
    private static async Task<MemoryBlobStore> SoundAsync()
    {
        var store = new MemoryBlobStore();
        var vault = await OpenAsync(store);
        var root = await BackupAsync(vault, Id(1), First);
        await ReviseAsync(vault, WriterStart.NextRevision(root), "avatars", Avatars);
        await BackupAsync(vault, Id(2), Second);
        var said = new RootAnnotation("before the clean-up", IsPinned: true);
        await vault.AnnotateAsync(RootKind.Snapshot, Id(1), said, Never);
        await BackupAsync(vault, Id(3), Small(30, 1));
        await vault.DeleteAsync(RootKind.Snapshot, Id(3), Never);
        await vault.PruneAsync(PruneMargins.Default, Never);
        return store;
    }

    private static async Task<MemoryBlobStore> BrokenAsync(string prefix, Action<byte[]> damage)
    {
        var store = await SoundAsync();
        damage(store.Blobs[store.Names(prefix).First()]);
        return store;
    }

    private static async Task<MemoryBlobStore> WithoutPackOfAsync(RecordType type)
    {
        var store = await SoundAsync();
        store.Blobs.TryRemove(await PackOfFirstAsync(store, type), out _);
        return store;
    }

    private static async Task<MemoryBlobStore> ForeignPackAsync()
    {
        var store = await SoundAsync();
        var pack = await PackOfFirstAsync(store, RecordType.Content);
        using var foreign = Keys(seed: 99, Id(77));
        var blobs = new SealedBlobs(new MemoryBlobStore(), foreign);
        var packs = new PackBuilder();
        packs.Add(foreign.IdOf(RecordType.Content, "{}"u8), RecordType.Content, "{}"u8);
        await blobs.PutAsync(pack, BlobKind.Pack, BlobId.Parse(pack[^32..]), packs.Seal(), Never);
        store.Blobs[pack] = await blobs.Store.GetAsync(pack, Never);
        return store;
    }

    private static async Task<MemoryBlobStore> NewerFormatAsync()
    {
        var store = await SoundAsync();
        MakeNewer(store, await PackOfFirstAsync(store, RecordType.Content));
        return store;
    }

    private static async Task<MemoryBlobStore> RootsSwappedAsync()
    {
        var store = await SoundAsync();
        var (one, other) = ($"snapshots/{Id(1):N}/1", $"snapshots/{Id(2):N}/1");
        (store.Blobs[one], store.Blobs[other]) = (store.Blobs[other], store.Blobs[one]);
        store.Blobs.TryRemove($"snapshots/{Id(1):N}/2", out _);
        return store;
    }

    /// <summary>The index blob that knows the objects of snapshot 1.</summary>
    private static async Task<MemoryBlobStore> OneIndexDamagedAsync()
    {
        var store = new MemoryBlobStore();
        var vault = await OpenAsync(store);
        await BackupAsync(vault, Id(1), First);
        var before = store.Names("index/");
        await BackupAsync(vault, Id(2), Second);
        store.Blobs[before[0]][^1] ^= 1;
        return store;
    }

    private static async Task<MemoryBlobStore> VaultBlobMissingAsync()
    {
        var store = await SoundAsync();
        store.Blobs.TryRemove("vault", out _);
        return store;
    }

    private static async Task<MemoryBlobStore> KilledWriterAsync()
    {
        var store = new MemoryBlobStore();
        var vault = await OpenAsync(store);
        await using var writer = await vault.BeginAsync(RootKind.Snapshot, Id(1), Never);
        foreach (var item in First)
        {
            await StageAsync(writer, [item]);
            await writer.CheckpointAsync(Never);
        }
        return store;
    }

    /// <summary>Phase two ended after the index was written anew and one of the two packs was deleted.</summary>
    private static async Task<MemoryBlobStore> HalfPrunedAsync()
    {
        var store = await SoundAsync();
        var clock = NewClock();
        clock.Advance(TimeSpan.FromHours(25));
        var watched = new WatchedBlobStore(store);
        var deleted = 0;
        watched.Before = (call, name) =>
        {
            var isPack = name.StartsWith("packs/", StringComparison.Ordinal);
            return call == StoreCall.Delete && isPack && ++deleted == 2
                ? Task.FromException(new IOException("killed"))
                : Task.CompletedTask;
        };
        var vault = await OpenAsync(watched, clock);
        await Should.ThrowAsync<IOException>(() => vault.PruneAsync(PruneMargins.Default, Never));
        return store;
    }

    /// <summary>A destination whose copy was killed when it began with the indexes.</summary>
    private static async Task<MemoryBlobStore> HalfCopiedAsync()
    {
        var destination = new MemoryBlobStore();
        var watched = new WatchedBlobStore(destination)
        {
            Before = (call, name) =>
                call == StoreCall.Put && name.StartsWith("index/", StringComparison.Ordinal)
                    ? Task.FromException(new IOException("killed"))
                    : Task.CompletedTask,
        };
        await Should.ThrowAsync<IOException>(async () =>
            await new VaultCopy(await SoundAsync(), watched, Keys()).RunAsync(isLast: true, Never)
        );
        return destination;
    }

    private static async Task<string> PackOfFirstAsync(MemoryBlobStore store, RecordType type)
    {
        var context = new VaultContext(new SealedBlobs(store, Keys()), Clock);
        await context.IndexBlobs.LoadAsync(comparePacks: true, Never);
        var root = await context.Roots.GetAsync(RootKind.Snapshot, Id(1), Never);
        var record =
            type == RecordType.Page
                ? root.Trees["objects"].Root
                : Keys().IdOf(RecordType.Content, First[0].Content);
        context.Index.TryFind(record, out var pack, out _).ShouldBeTrue();
        return pack!.Name;
    }

    private static (string Group, string Id, byte[] Content)[] Small(int first, int count) =>
        [
            .. Enumerable
                .Range(first, count)
                .Select(number => ("1", $"{number}", Bytes($$"""{"id":"{{number}}"}"""))),
        ];
}
