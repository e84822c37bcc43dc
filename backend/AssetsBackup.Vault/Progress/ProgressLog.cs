using System.Security.Cryptography;

namespace AssetsBackup.Vault;

/// <summary>A part that is written, and the first key of each of its sections; null where a section is empty.</summary>
internal sealed record WrittenPart(
    string Name,
    long Checkpoint,
    int Number,
    byte[] Hash,
    IReadOnlyDictionary<string, EntryKey?> FirstKeys
)
{
    /// <summary>Decodes what the part was read back as.</summary>
    /// <exception cref="MalformedException">It is another than was written: names of parts are used again.</exception>
    internal ProgressPart Decode(byte[] content) =>
        SHA256.HashData(content).AsSpan().SequenceEqual(Hash)
            ? ProgressPart.Decode(content)
            : throw new MalformedException("it was read back with other content than was stored");
}

/// <summary>
/// What one unfinished root has staged: parts on the store, sorted runs to be merged at the end. Staging may come from
/// several threads; checkpoints one after the other.
/// </summary>
internal sealed class ProgressLog(SealedBlobs blobs, RootKind kind, Guid id, int revision)
{
    private readonly Lock gate = new();
    private readonly List<WrittenPart> parts = [];
    private StagedEntries staged = new();
    private List<Task> writing = [];
    private readonly List<RecordId> written = [];
    private int nextPart;

    /// <summary>The last whole checkpoint.</summary>
    internal long Checkpoint { get; private set; }

    /// <summary>The parts written so far. Call it when nothing is being staged.</summary>
    internal IReadOnlyList<WrittenPart> Parts => parts;

    /// <summary>The parts of whole checkpoints, whatever is being staged. Call it when no checkpoint is being made.</summary>
    internal IReadOnlyList<WrittenPart> DurableParts()
    {
        lock (gate)
        {
            return [.. parts.Where(part => part.Checkpoint <= Checkpoint)];
        }
    }

    /// <summary>The records that are named by what was staged since the last checkpoint.</summary>
    internal IReadOnlyList<RecordId> Unsaved()
    {
        lock (gate)
        {
            return [.. written, .. staged.Records];
        }
    }

    /// <summary>Stages entries; writes a part when enough have come together.</summary>
    internal Task StageAsync(
        string tree,
        IReadOnlyList<TreeEntry> entries,
        CancellationToken cancellationToken
    )
    {
        // All of them before the first is staged: a batch is taken whole or not at all.
        var lengths = entries.Select(StagedEntries.LengthOf).ToList();
        lock (gate)
        {
            staged.AddTree(tree);
            foreach (var (entry, length) in entries.Zip(lengths))
            {
                if (staged.Length + length > VaultLimits.Part)
                {
                    var full = staged;
                    written.AddRange(full.Records);
                    staged = new StagedEntries();
                    writing.Add(
                        WriteAsync(
                            Checkpoint + 1,
                            nextPart++,
                            full,
                            isLast: false,
                            cancellationToken
                        )
                    );
                    staged.AddTree(tree);
                }
                staged.Add(tree, entry, length);
            }
            return Task.WhenAll(writing);
        }
    }

    /// <summary>
    /// Completes a checkpoint with what was staged before the call.
    /// </summary>
    /// <param name="beforeLast">Makes the records durable; runs before the part that completes the checkpoint.</param>
    /// <param name="cancellationToken">Stops the checkpoint.</param>
    internal async Task<long> CheckpointAsync(
        Func<Task> beforeLast,
        CancellationToken cancellationToken
    )
    {
        StagedEntries taken;
        List<Task> spilled;
        int last;
        long checkpoint;
        lock (gate)
        {
            (taken, staged) = (staged, new StagedEntries());
            (spilled, writing) = (writing, []);
            written.Clear();
            (last, nextPart) = (nextPart, 0);
            checkpoint = ++Checkpoint;
        }
        await Task.WhenAll(spilled);
        await beforeLast();
        await WriteAsync(checkpoint, last, taken, isLast: true, cancellationToken);
        return checkpoint;
    }

    /// <summary>Comes back when no part is on its way any more, whether it arrived or not.</summary>
    internal async Task SettleAsync()
    {
        List<Task> pending;
        lock (gate)
            pending = [.. writing];
        await Task.WhenAll(pending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Takes up what was staged up to a checkpoint, and deletes what was staged after it.</summary>
    internal async Task ResumeAsync(long checkpoint, CancellationToken cancellationToken)
    {
        var names = await ListAsync(cancellationToken);
        foreach (var (_, name) in names.Where(part => part.Key.Checkpoint > checkpoint))
            await blobs.Store.DeleteAsync(name, cancellationToken);
        for (long next = 1; next <= checkpoint; next++)
            await ReadCheckpointAsync(names, next, checkpoint, cancellationToken);
        Checkpoint = checkpoint;
    }

    /// <summary>Deletes all parts, the last first: what is left after a failure is no whole checkpoint.</summary>
    internal async Task DeleteAsync(CancellationToken cancellationToken)
    {
        foreach (var name in (await ListAsync(cancellationToken)).Values.Reverse())
            await blobs.Store.DeleteAsync(name, cancellationToken);
    }

    private async Task<SortedDictionary<(long Checkpoint, int Part), string>> ListAsync(
        CancellationToken cancellationToken
    )
    {
        var names = new SortedDictionary<(long, int), string>();
        await foreach (
            var blob in blobs.Store.ListAsync(
                BlobNames.Progress(kind, id, revision),
                cancellationToken
            )
        )
        {
            if (BlobNames.TryParseProgress(blob.Name, out var checkpoint, out var part))
                names.Add((checkpoint, part), blob.Name);
        }
        return names;
    }

    private async Task ReadCheckpointAsync(
        SortedDictionary<(long Checkpoint, int Part), string> names,
        long next,
        long wanted,
        CancellationToken cancellationToken
    )
    {
        for (var number = 0; ; number++)
        {
            if (!names.TryGetValue((next, number), out var name))
                throw new CheckpointNotFoundException(kind, id, wanted);
            var (content, part) = await blobs.GetAsync(
                name,
                BlobKind.Progress,
                content => (content, ProgressPart.Decode(content)),
                cancellationToken
            );
            Remember(name, next, number, content, part);
            if (part.IsLast)
                return;
        }
    }

    private Task WriteAsync(
        long checkpoint,
        int number,
        StagedEntries entries,
        bool isLast,
        CancellationToken cancellationToken
    ) =>
        Task.Run(
            async () =>
            {
                var name = BlobNames.Progress(kind, id, revision, checkpoint, number);
                var part = new ProgressPart(isLast, entries.ToSections());
                var content = part.Encode();
                await blobs.PutAsync(
                    name,
                    BlobKind.Progress,
                    BlobId.Create(),
                    content,
                    cancellationToken
                );
                Remember(name, checkpoint, number, content.Span, part);
            },
            cancellationToken
        );

    private void Remember(
        string name,
        long checkpoint,
        int number,
        ReadOnlySpan<byte> content,
        ProgressPart part
    )
    {
        var firstKeys = new Dictionary<string, EntryKey?>(StringComparer.Ordinal);
        foreach (var section in part.Sections)
        {
            firstKeys[section.Tree] = new EntryCursor(section).TryNext(out var entry)
                ? TreeItems.KeyOf(entry)
                : null;
        }
        var hash = SHA256.HashData(content);
        lock (gate)
        {
            parts.Add(new WrittenPart(name, checkpoint, number, hash, firstKeys));
        }
    }
}
