using System.Text.Json.Serialization;

namespace AssetsBackup.Features.Snapshots.Retention;

/// <summary>How long the snapshots of a schema are kept. A snapshot stays when any of the rules keeps it.</summary>
public sealed record RetentionPolicy
{
    /// <summary>One year, and nothing beyond it.</summary>
    public static RetentionPolicy Default { get; } = new();

    /// <summary>Everything younger than so many days is kept; 365 by default.</summary>
    [JsonRequired]
    public int WithinDays { get; init; } = 365;

    /// <summary>The newest good snapshot of each of the last so many days that have one.</summary>
    [JsonRequired]
    public int Daily { get; init; }

    /// <summary>As <see cref="Daily"/>, for ISO 8601 weeks.</summary>
    [JsonRequired]
    public int Weekly { get; init; }

    /// <summary>As <see cref="Daily"/>, for calendar months.</summary>
    [JsonRequired]
    public int Monthly { get; init; }

    /// <summary>As <see cref="Daily"/>, for calendar years.</summary>
    [JsonRequired]
    public int Yearly { get; init; }

    /// <summary>"everything for 30 days, the newest of each of the last 4 weeks".</summary>
    internal string InWords() =>
        string.Join(
            ", ",
            Periods()
                .Where(rule => rule.Count > 0)
                .Select(rule => $"the newest of {OfLast(rule.Count, rule.Period)}")
                .Prepend($"everything for {Words.Count(WithinDays, "day")}")
        );

    private (int Count, string Period)[] Periods() =>
        [(Daily, "day"), (Weekly, "week"), (Monthly, "month"), (Yearly, "year")];

    private static string OfLast(int count, string period) =>
        count == 1 ? $"the last {period}" : $"each of the last {Words.Count(count, period)}";
}

/// <summary>What retention needs to know of a snapshot.</summary>
/// <param name="Id">The snapshot.</param>
/// <param name="TakenAt">When it was finished.</param>
/// <param name="IsGood">Whether it is complete; a partial one counts only where there is no good one.</param>
/// <param name="IsPinned">Whether a person pinned it.</param>
internal sealed record RetainedSnapshot(Guid Id, DateTimeOffset TakenAt, bool IsGood, bool IsPinned)
{
    /// <summary>Whether it is sound and has all objects, whatever else it lacks.</summary>
    public bool IsWhole { get; init; }

    /// <summary>Whether a restore plan that was made from it waits for review.</summary>
    public bool IsPlanned { get; init; }
}

/// <summary>Why a snapshot is kept; the first reason that applies.</summary>
public enum KeptBecause
{
    Pinned,

    /// <summary>An alarm is open.</summary>
    Held,

    /// <summary>A restore plan that was made from it waits for review.</summary>
    Planned,

    /// <summary>The last good one, and the newest that has all objects.</summary>
    Last,

    Within,
    Daily,
    Weekly,
    Monthly,
    Yearly,
}
