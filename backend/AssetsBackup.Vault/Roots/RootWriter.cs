using System.Text.Json;
using System.Text.RegularExpressions;

namespace AssetsBackup.Vault;

/// <summary>
/// Writes one root. Records and entries may be added from several threads, also while a checkpoint is being made, but not
/// during the commit. After a failure the writer is of no more use: resume from the last checkpoint instead.
/// A writer that is never committed leaves garbage, never damage.
/// </summary>
public sealed partial class RootWriter : IAsyncDisposable
{
    private readonly VaultContext vault;
    private readonly RootKind kind;
    private readonly Guid id;
    private readonly ProgressLog progress;
    private readonly PackWriter packs;
    private readonly SemaphoreSlim oneAtATime = new(1);
    private Exception? failure;

    internal RootWriter(VaultContext vault, RootKind kind, Guid id, ProgressLog progress)
    {
        this.vault = vault;
        this.kind = kind;
        this.id = id;
        this.progress = progress;
        packs = new PackWriter(vault.Blobs, vault.Index);
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
        var record = vault.Blobs.Keys.IdOf(RecordType.Content, content.Span);
        if (content.Length > VaultLimits.Record)
        {
            return AddLongAsync(record, content, cancellationToken);
        }
        var added = packs.AddAsync(record, RecordType.Content, content.Span, cancellationToken);
        return added.IsCompletedSuccessfully
            ? ValueTask.FromResult(record)
            : WhenAddedAsync(added, record);
    }

    /// <summary>
    /// Stages entries of a tree, in any order. A later staged entry of the same group and id takes the place of an
    /// earlier one. A tree that is staged with no entry at all becomes an empty tree.
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
        {
            throw new ArgumentException($"'{tree}' is not a tree name", nameof(tree));
        }
        await progress.StageAsync(tree, entries, cancellationToken);
    }

    /// <summary>
    /// Makes everything added and staged so far durable. Returns the number to resume from, greater than any before it.
    /// </summary>
    public Task<long> CheckpointAsync(CancellationToken cancellationToken) =>
        AloneAsync(() => CheckpointCoreAsync(cancellationToken), cancellationToken);

    /// <summary>
    /// Builds the trees and writes the root record, last, after every new pack was read back and compared.
    /// </summary>
    /// <param name="factsJson">The caller's JSON object, at most 1 MiB and 60 levels deep.</param>
    /// <param name="cancellationToken">Stops the commit; the root may or may not be there afterwards.</param>
    /// <exception cref="RecordNotFoundException">A staged entry names a record that was never added.</exception>
    /// <exception cref="RootExistsException">Another writer committed this root meanwhile.</exception>
    /// <exception cref="ArgumentException">The facts are not a JSON object within these bounds.</exception>
    public Task<RootRecord> CommitAsync(
        ReadOnlyMemory<byte> factsJson,
        CancellationToken cancellationToken
    )
    {
        var facts = Facts(factsJson);
        return AloneAsync(() => CommitCoreAsync(facts, cancellationToken), cancellationToken);
    }

    /// <summary>Stops the background work. Without a commit, everything since the last checkpoint is garbage.</summary>
    public async ValueTask DisposeAsync()
    {
        failure ??= new ObjectDisposedException(nameof(RootWriter));
        await packs.DisposeAsync();
        oneAtATime.Dispose();
    }

    private static async ValueTask<RecordId> WhenAddedAsync(ValueTask added, RecordId record)
    {
        await added;
        return record;
    }

    private async ValueTask<RecordId> AddLongAsync(
        RecordId record,
        ReadOnlyMemory<byte> content,
        CancellationToken cancellationToken
    )
    {
        var chunks = new List<RecordId>();
        for (var start = 0; start < content.Length; start += VaultLimits.Record)
        {
            var chunk = content.Slice(start, Math.Min(VaultLimits.Record, content.Length - start));
            var chunkId = vault.Blobs.Keys.IdOf(RecordType.Chunk, chunk.Span);
            await packs.AddAsync(chunkId, RecordType.Chunk, chunk.Span, cancellationToken);
            chunks.Add(chunkId);
        }
        var list = RecordReader.EncodeChunkList(content.Length, chunks);
        await packs.AddAsync(record, RecordType.ChunkList, list, cancellationToken);
        return record;
    }

    private Task<long> CheckpointCoreAsync(CancellationToken cancellationToken) =>
        progress.CheckpointAsync(
            () => packs.FlushAsync(vault.IndexBlobs, cancellationToken),
            cancellationToken
        );

    private async Task<RootRecord> CommitCoreAsync(
        byte[] facts,
        CancellationToken cancellationToken
    )
    {
        await CheckpointCoreAsync(cancellationToken);
        var trees = new SortedDictionary<string, TreeSummary>(StringComparer.Ordinal);
        foreach (
            var tree in progress
                .Parts.SelectMany(part => part.FirstKeys.Keys)
                .Distinct(StringComparer.Ordinal)
        )
        {
            trees.Add(tree, await BuildAsync(tree, cancellationToken));
        }
        await packs.FlushAsync(vault.IndexBlobs, cancellationToken);
        var record = new RootRecord(kind, id, Revision: 1, vault.Clock.GetUtcNow(), trees, facts);
        await vault.Roots.PutAsync(record, cancellationToken);
        await DropProgressAsync();
        return record;
    }

    private async Task<TreeSummary> BuildAsync(string tree, CancellationToken cancellationToken)
    {
        var builder = new TreeBuilder(
            vault.Blobs.Keys,
            (page, bytes) => packs.AddAsync(page, RecordType.Page, bytes.Span, cancellationToken)
        );
        var merge = new EntryMerge(vault.Blobs, progress.Parts, tree);
        await foreach (var entry in merge.ReadAsync(cancellationToken))
        {
            if (!packs.Contains(entry.Record))
            {
                throw new RecordNotFoundException(entry.Record);
            }
            await builder.AddAsync(entry);
        }
        return await builder.FinishAsync();
    }

    private async Task DropProgressAsync()
    {
        try
        {
            await progress.DeleteAsync(CancellationToken.None);
        }
        catch (IOException)
        {
            // The root is committed: what could not be deleted is garbage, and must not make the run look failed.
        }
    }

    private static byte[] Facts(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(
                json,
                new JsonDocumentOptions { MaxDepth = 60 }
            );
            var facts = CanonicalJson.Write(document.RootElement);
            return
                document.RootElement.ValueKind == JsonValueKind.Object
                && facts.Length <= VaultLimits.Facts
                ? facts
                : throw new ArgumentException(
                    "The facts are not a JSON object of at most 1 MiB",
                    nameof(json)
                );
        }
        catch (JsonException e)
        {
            throw new ArgumentException(
                "The facts are not JSON of at most 60 levels",
                nameof(json),
                e
            );
        }
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
