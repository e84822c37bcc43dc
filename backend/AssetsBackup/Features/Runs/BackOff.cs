namespace AssetsBackup.Features.Runs;

/// <summary>How long a run stays away from a site that limits it or does not answer.</summary>
/// <param name="Named">What the site asked for; null where it asked for nothing.</param>
/// <param name="Longest">The most that it stays away of its own accord; null for an hour.</param>
internal sealed record BackOff(TimeSpan? Named, TimeSpan? Longest = null)
{
    private static readonly TimeSpan First = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestOwn = TimeSpan.FromHours(1);

    // A header of years would be a run that nobody ever sees again.
    private static readonly TimeSpan LongestNamed = TimeSpan.FromHours(24);

    /// <param name="waits">How often in a row it has waited already without getting any further.</param>
    public TimeSpan After(int waits)
    {
        var own = First * Math.Pow(2, Math.Min(waits, 10));
        var longest = Longest ?? LongestOwn;
        own = own < longest ? own : longest;
        var named =
            Named < LongestNamed ? Named.Value
            : Named is null ? TimeSpan.Zero
            : LongestNamed;
        return own > named ? own : named;
    }
}
