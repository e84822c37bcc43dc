using System.Collections.Concurrent;

namespace AssetsBackup.Vault;

/// <summary>
/// Fills packs with records that are new, and seals, stores and reads back full ones in the background: at most
/// <see cref="Parallelism"/> at once, so that memory does not grow with their bytes however fast records come in. About
/// 90 bytes a record are kept until the next flush.
/// </summary>
internal sealed class PackWriter(SealedBlobs blobs, VaultIndex index) : IAsyncDisposable
{
    // Two for the processor, two that wait for the disk.
    private const int Parallelism = 4;

    private readonly Lock gate = new();
    private readonly SemaphoreSlim slots = new(Parallelism);
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentBag<PackBuilder> spare = [];
    private readonly WriterCounters counters = new();
    private PackBuilder content = new();
    private PackBuilder pages = new();
    private List<Task<PackManifest>> storing = [];
    private Task<PackManifest[]> flushing = Task.FromResult<PackManifest[]>([]);

    // Records of this run that the index does not have yet: those in open packs, and those being sealed right now.
    private RecordIndex pending = new();
    private RecordIndex sealing = new();

    internal WriterCounters Counters => counters;

    /// <summary>The index blobs written so far, one or more for each flush.</summary>
    internal List<string> Indexes { get; } = [];

    /// <summary>Whether the record is there, or on its way: what names it can be written.</summary>
    internal bool Knows(RecordId id)
    {
        lock (gate)
        {
            return IsUnderWay(id) || (index.TryFind(id, out var pack, out _) && pack.IsSound);
        }
    }

    /// <summary>Adds a record unless it is there already. Waits only when too many full packs wait to be stored.</summary>
    internal ValueTask AddAsync(
        RecordId id,
        RecordType type,
        ReadOnlyMemory<byte> record,
        CancellationToken cancellationToken
    )
    {
        var admitted = Task.CompletedTask;
        lock (gate)
        {
            if (IsUnderWay(id) || index.Contains(id))
            {
                counters.Deduplicated++;
                return default;
            }
            pending.TryAdd(id, 1);
            counters.Added(type, record.Length);
            ref var open = ref type == RecordType.Page ? ref pages : ref content;
            if (!open.Fits(record.Length))
            {
                admitted = Store(open);
                open = NewBuilder();
            }
            open.Add(id, type, record.Span);
        }
        return admitted.IsCompletedSuccessfully
            ? default
            : new ValueTask(admitted.WaitAsync(cancellationToken));
    }

    /// <summary>Seals the open packs, and waits until all records added before are stored and indexed.</summary>
    internal async Task FlushAsync(IndexBlobs indexes, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            _ = Store(content);
            _ = Store(pages);
            flushing = Task.WhenAll(storing);
            storing = [];
            (content, pages) = (NewBuilder(), NewBuilder());
            (sealing, pending) = (pending, new RecordIndex());
        }
        var manifests = await flushing.WaitAsync(cancellationToken);
        var written = await indexes.WriteAsync(manifests, cancellationToken);
        counters.AddStored(written.Sum(index => index.Length));
        Indexes.AddRange(written.Select(index => index.Name));
        lock (gate)
        {
            sealing = new RecordIndex();
        }
    }

    /// <summary>Stops the background work; packs that were not stored yet are given up.</summary>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        var working = Task.WhenAll([flushing, .. storing]);
        await working.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stopping.Dispose();
        slots.Dispose();
    }

    private bool IsUnderWay(RecordId id) => pending[id] != 0 || sealing[id] != 0;

    private PackBuilder NewBuilder() =>
        spare.TryTake(out var builder) ? builder : new PackBuilder();

    /// <summary>
    /// Sends a pack on its way, under the lock: a flush must see every pack that holds a record added before it.
    /// </summary>
    /// <returns>Completes when the pack's turn has come, which is what holds back a caller that is too fast.</returns>
    private Task Store(PackBuilder pack)
    {
        if (storing.Find(task => task.IsFaulted) is { } failed)
            return failed;
        if (pack.IsEmpty)
        {
            spare.Add(pack);
            return Task.CompletedTask;
        }
        var admitted = slots.WaitAsync(stopping.Token);
        storing.Add(StoreAsync(pack, admitted));
        return admitted;
    }

    private async Task<PackManifest> StoreAsync(PackBuilder pack, Task admitted)
    {
        await admitted;
        try
        {
            return await Task.Run(() => SealAsync(pack), stopping.Token);
        }
        finally
        {
            slots.Release();
        }
    }

    private async Task<PackManifest> SealAsync(PackBuilder pack)
    {
        var name = BlobNames.Pack(pack.Id);
        var payload = pack.Seal();
        var length = await blobs.PutAndReadBackAsync(
            name,
            BlobKind.Pack,
            pack.Id,
            payload,
            stopping.Token
        );
        var manifest = new PackManifest(pack.Id, length, pack.Entries);
        counters.AddStored(length);
        pack.Reset();
        spare.Add(pack);
        return manifest;
    }
}
