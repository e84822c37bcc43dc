namespace AssetsBackup.Doors.Connect;

/// <summary>One authentication scheme for each class of token; a class accepts its own kind alone (connect.md §3.1).</summary>
internal static class ConnectSchemes
{
    /// <summary>The iframe's own page: HS256 in the query, bound to the URL.</summary>
    public const string Frame = "connect-frame";

    /// <summary>Calls of the SPA: HS256 context token.</summary>
    public const string Api = "connect-api";

    /// <summary>enabled, disabled and webhooks: HS256, bound to the URL.</summary>
    public const string Webhook = "connect-webhook";

    /// <summary>installed and uninstalled: RS256, bound to the URL and to this app.</summary>
    public const string Lifecycle = "connect-lifecycle";
}
