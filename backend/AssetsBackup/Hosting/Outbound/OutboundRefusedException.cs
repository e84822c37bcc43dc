namespace AssetsBackup.Hosting.Outbound;

/// <summary>The guard did not let a call out. The message names the host and says what to do.</summary>
internal sealed class OutboundRefusedException(string host, string message) : Exception(message)
{
    public string Host { get; } = host;

    /// <summary>HttpClient wraps what a connect callback throws; this finds it again.</summary>
    public static OutboundRefusedException? In(Exception? exception) =>
        exception switch
        {
            null => null,
            OutboundRefusedException refused => refused,
            _ => In(exception.InnerException),
        };
}
