namespace JiraSimulator.Sinks;

/// <summary>Host names under which notifications are taken.</summary>
public static class SinkHosts
{
    /// <summary>Webhooks: <c>https://hooks.sinks.example/signed</c> and <c>/chat</c>, on the HTTPS port.</summary>
    public const string Hooks = "hooks.sinks.example";

    /// <summary>A mail server, on a port of its own.</summary>
    public const string Mail = "mail.sinks.example";

    /// <summary>A name at which nothing listens.</summary>
    public const string Closed = "closed.sinks.example";
}
