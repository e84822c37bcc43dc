namespace AssetsBackup.Features.Snapshots.Retention;

/// <summary>How long the snapshots of a schema are kept. A snapshot stays when any of the rules keeps it.</summary>
public sealed record RetentionPolicy
{
    /// <summary>One year, and nothing beyond it.</summary>
    public static RetentionPolicy Default { get; } = new();

    /// <summary>Everything younger than so many days is kept; 365 by default.</summary>
    public int WithinDays { get; init; } = 365;

    /// <summary>The newest good snapshot of each of the last so many days that have one.</summary>
    public int Daily { get; init; }

    /// <summary>As <see cref="Daily"/>, for ISO 8601 weeks.</summary>
    public int Weekly { get; init; }

    /// <summary>As <see cref="Daily"/>, for calendar months.</summary>
    public int Monthly { get; init; }

    /// <summary>As <see cref="Daily"/>, for calendar years.</summary>
    public int Yearly { get; init; }
}

/// <summary>What retention needs to know of a snapshot.</summary>
/// <param name="Id">The snapshot.</param>
/// <param name="TakenAt">When it was finished.</param>
/// <param name="IsGood">Whether it is complete; a partial one counts only where there is no good one.</param>
/// <param name="IsPinned">Whether a person pinned it.</param>
internal sealed record RetainedSnapshot(
    Guid Id,
    DateTimeOffset TakenAt,
    bool IsGood,
    bool IsPinned
);

/// <summary>Why a snapshot is kept; the first reason that applies.</summary>
internal enum KeptBecause
{
    Pinned,
    Held,
    Last,
    Within,
    Daily,
    Weekly,
    Monthly,
    Yearly,
}
