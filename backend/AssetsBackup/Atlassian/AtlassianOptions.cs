using Microsoft.Extensions.Options;

namespace AssetsBackup.Atlassian;

/// <summary>The section <c>Atlassian</c> of the configuration.</summary>
internal sealed class AtlassianOptions
{
    public const string Section = "Atlassian";

    /// <summary>
    /// Where Assets answers, in the order tried (contract §1.1); <c>{site}</c>, <c>{cloudId}</c> and <c>{workspaceId}</c>
    /// are filled in. Empty means the three of the contract.
    /// </summary>
    public IList<string> AssetsBases { get; init; } = [];

    public LimitOptions Limits { get; init; } = new();

    public RetryOptions Retry { get; init; } = new();
}

internal sealed class LimitOptions
{
    /// <summary>False lets calls go out unmetered: for benches, never for a customer's site.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Our part of the published limits, above 0 and at most 1; the rest is left to the site's other integrations.</summary>
    public double Share { get; init; } = 0.8;

    /// <summary>Calls of one endpoint under way at once, for each site, where answers are quick; at least 1.</summary>
    public int InFlight { get; init; } = 4;

    /// <summary>The same where answers take so long that fewer would not use our share; not below <see cref="InFlight"/>.</summary>
    public int MostInFlight { get; init; } = 24;
}

internal sealed class RetryOptions
{
    /// <summary>The first pause where Jira names none; it doubles up to a minute. A minute at most.</summary>
    public TimeSpan BaseDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a single attempt may take: from 10 ms to a day.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(90);
}

/// <summary>Names each value that cannot be worked with by its key in the configuration.</summary>
internal sealed class AtlassianOptionsValidation : IValidateOptions<AtlassianOptions>
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ShortestTimeout = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromDays(1);

    public ValidateOptionsResult Validate(string? name, AtlassianOptions options)
    {
        var (limits, retry) = (options.Limits, options.Retry);
        var wrong = new ValidateOptionsResultBuilder();
        if (limits.Share is not (> 0 and <= 1))
            wrong.AddError(
                $"{AtlassianOptions.Section}:Limits:Share is {limits.Share}; it has to be above 0 and at most 1."
            );
        if (limits.InFlight < 1)
            wrong.AddError(
                $"{AtlassianOptions.Section}:Limits:InFlight is {limits.InFlight}; it has to be 1 or more."
            );
        if (limits.MostInFlight < limits.InFlight)
            wrong.AddError(
                $"{AtlassianOptions.Section}:Limits:MostInFlight is {limits.MostInFlight}; it has to be InFlight ({limits.InFlight}) or more."
            );
        if (retry.BaseDelay < TimeSpan.Zero || retry.BaseDelay > LongestDelay)
            wrong.AddError(
                $"{AtlassianOptions.Section}:Retry:BaseDelay is {retry.BaseDelay}; it has to be from 0 to {LongestDelay}."
            );
        if (retry.AttemptTimeout < ShortestTimeout || retry.AttemptTimeout > LongestTimeout)
            wrong.AddError(
                $"{AtlassianOptions.Section}:Retry:AttemptTimeout is {retry.AttemptTimeout}; it has to be from {ShortestTimeout} to {LongestTimeout}."
            );
        return wrong.Build();
    }
}
