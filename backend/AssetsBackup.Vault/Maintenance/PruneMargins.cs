namespace AssetsBackup.Vault;

/// <summary>The safety margins of pruning, and what makes a pack worth writing anew.</summary>
public sealed record PruneMargins
{
    /// <summary>The least that <see cref="Condemned"/> may be.</summary>
    public static readonly TimeSpan LeastCondemned = TimeSpan.FromHours(1);

    /// <summary>The margins to use unless there is a reason for others.</summary>
    public static PruneMargins Default { get; } = new();

    /// <summary>
    /// How long a pack stays condemned before it is deleted; 24 hours by default, never under an hour. It must be longer than
    /// any writer takes from its last look at the condemnations, at the end of its commit, until its root record is durable
    /// (seconds), plus what the clocks of those who prune differ by.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to less than <see cref="LeastCondemned"/>.</exception>
    public TimeSpan Condemned
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, LeastCondemned);
            field = value;
        }
    } = TimeSpan.FromHours(24);

    /// <summary>A pack is written anew when less than this share of its bytes is needed; 0.5 by default, 0 to 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to less than 0 or more than 1.</exception>
    public double LeastNeeded
    {
        get;
        init
        {
            if (value is not (>= 0 and <= 1))
                throw new ArgumentOutOfRangeException(nameof(value), value, "A share is 0 to 1.");
            field = value;
        }
    } = 0.5;

    /// <summary>A pack is small under so many bytes before compression; 262,144 by default.</summary>
    public int SmallPack
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    } = 256 << 10;

    /// <summary>So many small packs, or indexes, are left as they are; 16 by default.</summary>
    public int SmallOnes
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    } = 16;
}

/// <summary>What a pruning did.</summary>
/// <param name="PacksDeleted">Packs deleted.</param>
/// <param name="BytesDeleted">Their stored bytes.</param>
/// <param name="PacksCondemned">Packs condemned by this pruning, to be deleted by a later one.</param>
/// <param name="BytesCondemned">Their stored bytes.</param>
/// <param name="PacksRepacked">The packs among them whose needed records were written anew.</param>
/// <param name="IndexesMerged">Index blobs that were written together.</param>
/// <param name="BytesWaiting">Stored bytes of packs that earlier prunings condemned, that nothing needs and that it was too early to delete.</param>
/// <param name="WaitingUntil">When the last of those may be deleted, UTC; null where there are none.</param>
/// <param name="BytesKept">Stored bytes of packs with chunks that no list names, kept because content is lost that may have been their list.</param>
public sealed record PruneReport(
    int PacksDeleted,
    long BytesDeleted,
    int PacksCondemned,
    long BytesCondemned,
    int PacksRepacked,
    int IndexesMerged,
    long BytesWaiting = 0,
    DateTimeOffset? WaitingUntil = null,
    long BytesKept = 0
);
