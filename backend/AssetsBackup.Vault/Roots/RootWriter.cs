using System.Text.RegularExpressions;

namespace AssetsBackup.Vault;

/// <summary>
/// Writes one root. Records and entries may be added from several threads, also while a checkpoint is being made, but not
/// during the commit. After a failure every call throws <see cref="InvalidOperationException"/>, which says what failed: resume from the
/// last checkpoint instead.
/// A writer that is never committed leaves garbage, never damage.
/// </summary>
public sealed partial class RootWriter : IAsyncDisposable
{
    // Well within the time that pruning leaves between condemning and deleting.
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMinutes(15);

    private readonly VaultContext vault;
    private readonly WriterStart start;
    private readonly ProgressLog progress;
    private readonly IReadOnlySet<string> condemnations;
    private readonly PackWriter packs;
    private readonly SemaphoreSlim oneAtATime = new(1);
    private DateTimeOffset lookedAt;
    private Exception? failure;

    internal RootWriter(
        VaultContext vault,
        WriterStart start,
        ProgressLog progress,
        IReadOnlySet<string> condemnations
    )
    {
        this.vault = vault;
        this.start = start;
        this.progress = progress;
        this.condemnations = condemnations;
        packs = new PackWriter(vault.Blobs, vault.Index);
        lookedAt = vault.Clock.GetUtcNow();
    }

    /// <summary>What was written so far.</summary>
    public WriterStatistics Statistics => packs.Counters.Snapshot();

    /// <summary>
    /// Adds a record of any size, unless the vault or this run already has it, and returns its id. The record is durable
    /// only after the next checkpoint or commit. The content may be reused as soon as the call completes.
    /// </summary>
    public ValueTask<RecordId> AddRecordAsync(
        ReadOnlyMemory<byte> content,
        CancellationToken cancellationToken
    )
    {
        ThrowIfFailed();
        if (content.Length > VaultLimits.Record)
            return AddLongAsync(content, cancellationToken);
        var record = vault.Blobs.Keys.IdOf(RecordType.Content, content.Span);
        var added = packs.AddAsync(record, RecordType.Content, content, cancellationToken);
        return added.IsCompletedSuccessfully
            ? ValueTask.FromResult(record)
            : WhenAddedAsync(added, record);
    }

    /// <summary>
    /// Adds a record from a stream, read to its end 1 MiB at a time: memory does not grow with it. Otherwise as
    /// <see cref="AddRecordAsync(ReadOnlyMemory{byte}, CancellationToken)"/>, with the same id for the same bytes.
    /// </summary>
    /// <exception cref="InvalidOperationException">The stream has more than 64 GiB.</exception>
    public async ValueTask<RecordId> AddRecordAsync(
        Stream content,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(content);
        ThrowIfFailed();
        var (chunk, next) = (new byte[VaultLimits.Record], new byte[VaultLimits.Record]);
        var length = await ReadAsync(content, chunk, cancellationToken);
        var following = await ReadAsync(content, next, cancellationToken);
        if (following == 0)
            return await AddRecordAsync(chunk.AsMemory(0, length), cancellationToken);
        using var chunks = new ChunkedRecord(vault.Blobs.Keys, packs);
        while (length > 0)
        {
            await chunks.AddAsync(chunk.AsMemory(0, length), cancellationToken);
            (chunk, next) = (next, chunk);
            length = following;
            following = await ReadAsync(content, next, cancellationToken);
        }
        return await chunks.FinishAsync(cancellationToken);
    }

    /// <summary>
    /// Stages entries of a tree, in any order. A later staged entry of the same group and id takes the place of an
    /// earlier one. A tree that is staged with no entry at all becomes an empty tree, unless the root started from an
    /// older tree of that name: then that stays as it was, but for what is staged.
    /// </summary>
    /// <param name="tree">The tree's name: 1-80 characters of a-z, 0-9 and '-', the first a letter.</param>
    /// <param name="entries">The entries; their records must have been added to this vault.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="ArgumentException">A name or text is outside its bounds.</exception>
    public async ValueTask StageAsync(
        string tree,
        IReadOnlyList<TreeEntry> entries,
        CancellationToken cancellationToken
    )
    {
        ThrowIfFailed();
        if (!TreeName().IsMatch(tree))
            throw new ArgumentException($"'{tree}' is not a tree name", nameof(tree));
        await progress.StageAsync(tree, entries, cancellationToken);
    }

    /// <summary>
    /// Makes everything added and staged so far durable. Returns the number to resume from, greater than any before it.
    /// </summary>
    /// <exception cref="RecordNotFoundException">
    /// What was staged since the last one names a record that was pruned meanwhile: the process slept for hours.
    /// </exception>
    public Task<long> CheckpointAsync(CancellationToken cancellationToken) =>
        AloneAsync(() => CheckpointCoreAsync(cancellationToken), cancellationToken);

    /// <summary>Stops the background work. Without a commit, everything since the last checkpoint is garbage.</summary>
    public async ValueTask DisposeAsync()
    {
        failure ??= new ObjectDisposedException(nameof(RootWriter));
        await packs.DisposeAsync();
        await progress.SettleAsync();
        oneAtATime.Dispose();
    }

    private static ValueTask<int> ReadAsync(
        Stream content,
        byte[] chunk,
        CancellationToken cancellationToken
    ) => content.ReadAtLeastAsync(chunk, chunk.Length, false, cancellationToken);

    private static async ValueTask<RecordId> WhenAddedAsync(ValueTask added, RecordId record)
    {
        await added;
        return record;
    }

    private async ValueTask<RecordId> AddLongAsync(
        ReadOnlyMemory<byte> content,
        CancellationToken cancellationToken
    )
    {
        using var chunks = new ChunkedRecord(vault.Blobs.Keys, packs);
        for (var from = 0; from < content.Length; from += VaultLimits.Record)
        {
            var length = Math.Min(VaultLimits.Record, content.Length - from);
            await chunks.AddAsync(content.Slice(from, length), cancellationToken);
        }
        return await chunks.FinishAsync(cancellationToken);
    }

    private async Task<long> CheckpointCoreAsync(CancellationToken cancellationToken)
    {
        await LookAgainAsync(cancellationToken);
        return await progress.CheckpointAsync(
            () => packs.FlushAsync(vault.IndexBlobs, cancellationToken),
            cancellationToken
        );
    }

    /// <summary>What is saved keeps its records from being pruned, and must not name one that was pruned before.</summary>
    private async Task LookAgainAsync(CancellationToken cancellationToken)
    {
        var now = vault.Clock.GetUtcNow();
        if (now - lookedAt < LookAgainAfter)
            return;
        // What was added is looked for as well: packs that no index named yet may have been pruned.
        await packs.FlushAsync(vault.IndexBlobs, cancellationToken);
        await vault.IndexBlobs.LoadAsync(comparePacks: true, cancellationToken);
        foreach (var record in progress.Unsaved())
            await RequireAsync(record, cancellationToken);
        lookedAt = now;
    }

    private async Task RequireAsync(RecordId record, CancellationToken cancellationToken)
    {
        if (!packs.Knows(record))
            throw new RecordNotFoundException(record);
        if (!vault.Index.TryFind(record, out _, out var isChunkList) || !isChunkList)
            return;
        foreach (var chunk in await vault.Records.ReadChunkListAsync(record, cancellationToken))
            if (!packs.Knows(chunk))
                throw new RecordNotFoundException(chunk);
    }

    private async Task<T> AloneAsync<T>(Func<Task<T>> action, CancellationToken cancellationToken)
    {
        await oneAtATime.WaitAsync(cancellationToken);
        try
        {
            ThrowIfFailed();
            return await action();
        }
        catch (Exception e)
        {
            // Some of what was staged may be gone: going on would commit a root with holes.
            failure ??= e;
            throw;
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    private void ThrowIfFailed()
    {
        if (failure is not null)
        {
            throw new InvalidOperationException(
                "The writer has failed or is disposed; resume from a checkpoint",
                failure
            );
        }
    }

    [GeneratedRegex(@"\A[a-z][a-z0-9-]{0,79}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TreeName();
}
