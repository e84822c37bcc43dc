using System.Collections.ObjectModel;

namespace AssetsBackup.Vault;

/// <summary>What a writer writes, and where it begins.</summary>
/// <param name="Kind">Snapshot or plan.</param>
/// <param name="Id">Chosen by the caller; unique in the tenant's vault for its kind.</param>
public sealed record WriterStart(RootKind Kind, Guid Id)
{
    /// <summary>The checkpoint to go on from; 0 is the empty beginning.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to less than 0.</exception>
    public long Checkpoint
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    }

    /// <summary>
    /// Trees to start from, usually of the snapshot before: entries that are staged lie over them, what is not staged stays.
    /// Their root must not be deleted before the commit. A resumed writer must be given the same ones again.
    /// </summary>
    public IReadOnlyDictionary<string, TreeSummary> From { get; init; } =
        ReadOnlyDictionary<string, TreeSummary>.Empty;

    /// <summary>The revision to write, 1 for a new root.</summary>
    internal int Revision { get; private init; } = 1;

    /// <summary>
    /// The next revision of a committed root: a part of it that came later. It starts from all the root's trees; leave
    /// names out of <see cref="From"/> to write those trees anew.
    /// </summary>
    public static WriterStart NextRevision(RootRecord current)
    {
        ArgumentNullException.ThrowIfNull(current);
        return new WriterStart(current.Kind, current.Id)
        {
            From = current.Trees,
            Revision = current.Revision + 1,
        };
    }
}
