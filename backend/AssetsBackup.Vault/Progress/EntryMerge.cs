using System.Runtime.CompilerServices;

namespace AssetsBackup.Vault;

/// <summary>
/// Merges the sorted runs of one tree into one order. A part is read when the merge reaches its first key and let go after
/// its last, so parts that do not overlap are in memory one at a time.
/// </summary>
internal sealed class EntryMerge(SealedBlobs blobs, IReadOnlyList<WrittenPart> parts, string tree)
{
    // Between equal keys the part written last comes first: its entry is the one that counts.
    private static readonly Comparer<Run> NextFirst = Comparer<Run>.Create(
        (a, b) =>
        {
            var byKey = a.Key.CompareTo(b.Key);
            var byCheckpoint = byKey != 0 ? byKey : b.Part.Checkpoint.CompareTo(a.Part.Checkpoint);
            return byCheckpoint != 0 ? byCheckpoint : b.Part.Number.CompareTo(a.Part.Number);
        }
    );

    private readonly PriorityQueue<Run, Run> runs = new(NextFirst);

    /// <summary>The entries in order, the last staged of each key; one that takes an earlier one away comes too.</summary>
    internal async IAsyncEnumerable<TreeEntry> ReadAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        foreach (var part in parts)
        {
            if (part.FirstKeys.TryGetValue(tree, out var first) && first is { } key)
            {
                var run = new Run(part, key);
                runs.Enqueue(run, run);
            }
        }
        EntryKey? last = null;
        while (runs.TryDequeue(out var run, out _))
        {
            run.Cursor ??= await OpenAsync(run.Part, cancellationToken);
            var entry = run.Current ?? Next(run) ?? throw Damaged(run.Part, "a section is empty");
            if (TreeItems.KeyOf(entry) != last)
                yield return entry;
            last = TreeItems.KeyOf(entry);
            run.Current = Next(run);
            if (run.Current is not null)
            {
                run.Key = TreeItems.KeyOf(run.Current);
                runs.Enqueue(run, run);
            }
        }
    }

    private static TreeEntry? Next(Run run)
    {
        try
        {
            return run.Cursor!.TryNext(out var entry) ? entry : null;
        }
        catch (MalformedException e)
        {
            throw Damaged(run.Part, e.Message, e);
        }
    }

    private static VaultDamagedException Damaged(
        WrittenPart part,
        string reason,
        Exception? inner = null
    ) => new(part.Name, reason, inner);

    private async Task<EntryCursor> OpenAsync(WrittenPart part, CancellationToken cancellationToken)
    {
        var content = await blobs.GetAsync(
            part.Name,
            BlobKind.Progress,
            part.Decode,
            cancellationToken
        );
        var section = content.Sections.FirstOrDefault(s =>
            string.Equals(s.Tree, tree, StringComparison.Ordinal)
        );
        return section is null
            ? throw Damaged(part, "it lacks a section")
            : new EntryCursor(section with { Bytes = section.Bytes.ToArray() });
    }

    private sealed class Run(WrittenPart part, EntryKey key)
    {
        internal WrittenPart Part { get; } = part;

        internal EntryKey Key { get; set; } = key;

        internal EntryCursor? Cursor { get; set; }

        internal TreeEntry? Current { get; set; }
    }
}
