namespace AssetsBackup.Doors.Connect;

/// <summary>The section <c>Connect</c> of the configuration.</summary>
internal sealed record ConnectOptions
{
    public const string ProductionBridge = "https://connect-cdn.atl-paas.net/all.js";

    /// <summary>Names the app to Atlassian. It never changes once used.</summary>
    public string AppKey { get; init; } = "assets-backup";

    /// <summary>Where Jira reaches us, without a trailing slash. Without it the Connect door stays shut.</summary>
    public string? BaseUrl { get; init; }

    /// <summary>The script that joins the iframe to Jira; in Development the simulator's.</summary>
    public string BridgeScript { get; init; } = ProductionBridge;

    /// <summary>Development only: origins besides Atlassian's that may frame the app.</summary>
    public string[] FrameAncestors { get; init; } = [];

    /// <summary>False where the operator runs the app outside the Marketplace: the licence is then not applicable.</summary>
    public bool Licensing { get; init; } = true;

    /// <summary>The path of BaseUrl, which is no part of a query string hash; empty where there is none.</summary>
    public string BasePath => BaseUrl is null ? "" : new Uri(BaseUrl).AbsolutePath.TrimEnd('/');

    /// <exception cref="InvalidOperationException">A value would open the app to others than Atlassian.</exception>
    public static ConnectOptions From(IConfiguration configuration, IHostEnvironment environment)
    {
        var options = configuration.GetSection("Connect").Get<ConnectOptions>() ?? new();
        options = options with { BaseUrl = options.BaseUrl?.TrimEnd('/') };
        if (options.BaseUrl is not null && !IsOurAddress(options.BaseUrl, environment))
        {
            throw new InvalidOperationException(
                $"Connect:BaseUrl is {options.BaseUrl}; it has to be an https address."
            );
        }
        var isOwnBridge = options.BridgeScript != ProductionBridge;
        if ((isOwnBridge || options.FrameAncestors.Length > 0) && !environment.IsDevelopment())
        {
            throw new InvalidOperationException(
                "Connect:BridgeScript and Connect:FrameAncestors may be set in Development only."
            );
        }
        return options;
    }

    private static bool IsOurAddress(string text, IHostEnvironment environment) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (
            uri.Scheme == Uri.UriSchemeHttps
            || (
                uri.Scheme == Uri.UriSchemeHttp
                && environment.IsDevelopment()
                && uri.Host == "localhost"
            )
        );
}
