namespace AssetsBackup.Hosting.Outbound;

/// <summary>A kind of server that is called besides sites.</summary>
/// <param name="UsePublic">What is advised where its address is not a public one.</param>
/// <param name="UseTls">What is advised where it would be called without TLS.</param>
/// <param name="WrongPort">Why it may not be called at a port; null where it may.</param>
internal sealed record OutboundService(
    string UsePublic,
    string UseTls,
    Func<int, string?> WrongPort
)
{
    private const int LowestDatabasePort = 1024;

    private static readonly int[] MailPorts = [25, 465, 587, 2525];

    /// <summary>Databases listen on many ports; below the first of theirs the machine's own services do.</summary>
    public static readonly OutboundService Database = new(
        "Use the database's public address",
        "Use a connection string with TLS",
        port => port < LowestDatabasePort ? $"port {port} is below {LowestDatabasePort}" : null
    );

    public static readonly OutboundService Mail = new(
        "Use the mail server's public address",
        "Set Smtp:Security to StartTls or Tls",
        port =>
            MailPorts.Contains(port)
                ? null
                : $"port {port} is not one of {string.Join(", ", MailPorts)}"
    );
}
