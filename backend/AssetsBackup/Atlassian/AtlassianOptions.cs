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

    /// <summary>Calls of one endpoint under way at once, for each site.</summary>
    public int InFlight { get; init; } = 4;
}

internal sealed class RetryOptions
{
    /// <summary>The first pause where Jira names none; it doubles up to a minute.</summary>
    public TimeSpan BaseDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a single attempt may take.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(90);
}
