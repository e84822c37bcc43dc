using JiraSimulator.Worlds;

namespace JiraSimulator;

/// <summary>What one run of the simulator is made of. Ports are 0 for "pick a free one".</summary>
public sealed record SimulatorOptions
{
    /// <summary>Answers for every Atlassian host name, told apart by SNI and the Host header.</summary>
    public int HttpsPort { get; init; }

    /// <summary>Serves the browser's page and the control API.</summary>
    public int HttpPort { get; init; }

    public IReadOnlyList<SiteOptions> Sites { get; init; } =
    [new("acme", "itsm"), new("globex", "empty")];

    /// <summary>Data Center sites beside those of Cloud: each answers as <c>NAME.dc.example</c>.</summary>
    public IReadOnlyList<SiteOptions> DataCenters
    {
        get;
        init => field = [.. value.Select(site => site with { IsDataCenter = true })];
    } = [];

    /// <summary>Worlds and ids follow from it.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Folder that receives every Assets JSON answer, one ndjson file an operation.</summary>
    public string? RecordAnswersTo { get; init; } =
        Environment.GetEnvironmentVariable("ASSETSBACKUP_ANSWERS");

    /// <summary>File that receives the map from host names to this process and the authority's certificate.</summary>
    public string? HostsFile { get; init; }

    /// <summary>Base URL of the product under test, for lifecycle calls and the frame.</summary>
    public Uri? AppUrl { get; init; }

    /// <summary>App keys that may be installed; empty allows every key.</summary>
    public IReadOnlyList<string> AllowedAppKeys { get; init; } = [];

    public TimeProvider Time { get; init; } = TimeProvider.System;
}

/// <summary>A site and the world it starts with: <c>itsm</c>, <c>empty</c>, <c>n:COUNT</c> or <c>schemas:COUNT</c>.</summary>
public sealed record SiteOptions(string Name, string World)
{
    /// <summary>The site's oddities at the start; later ones are set on its world or through <c>/_sim</c>.</summary>
    public Switches Switches { get; init; } = new();

    /// <summary>Where a Data Center runs on its host, such as <c>/jira</c>; empty for the root.</summary>
    public string Path { get; init; } = "";

    /// <summary>Set by <see cref="SimulatorOptions.DataCenters"/>.</summary>
    internal bool IsDataCenter { get; init; }
}
