namespace AssetsBackup.Features.Runs;

/// <summary>How long a run stays away from a site that limits it or does not answer.</summary>
/// <param name="Named">What the site asked for; null where it asked for nothing.</param>
internal sealed record BackOff(TimeSpan? Named)
{
    private static readonly TimeSpan First = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestOwn = TimeSpan.FromHours(1);

    // A header of years would be a run that nobody ever sees again.
    private static readonly TimeSpan LongestNamed = TimeSpan.FromHours(24);

    /// <param name="waits">How often in a row it has waited already without getting any further.</param>
    public TimeSpan After(int waits)
    {
        var own = First * Math.Pow(2, Math.Min(waits, 10));
        own = own < LongestOwn ? own : LongestOwn;
        var named =
            Named < LongestNamed ? Named.Value
            : Named is null ? TimeSpan.Zero
            : LongestNamed;
        return own > named ? own : named;
    }
}
