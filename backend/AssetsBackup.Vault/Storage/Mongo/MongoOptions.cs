namespace AssetsBackup.Vault;

/// <summary>What a connection string may ask for. All else is refused, or taken and not followed where we decide it.</summary>
internal sealed record MongoOptions(
    bool Tls,
    string AuthSource,
    string? Mechanism,
    string? ReplicaSet,
    bool DirectConnection,
    TimeSpan MaxIdle
)
{
    // Cosmos DB cuts idle connections after 2 to 4 minutes, depending on its kind.
    private static readonly TimeSpan LongestIdle = TimeSpan.FromSeconds(110);

    private static readonly string[] Mechanisms = ["SCRAM-SHA-1", "SCRAM-SHA-256"];

    // Portals put these into the strings that people copy. What a store needs is fixed: majority writes, primary reads.
    private static readonly HashSet<string> OurOwn = new(StringComparer.OrdinalIgnoreCase)
    {
        "appName",
        "journal",
        "readConcernLevel",
        "readPreference",
        "retryReads",
        "retryWrites",
        "w",
        "wtimeoutMS",
    };

    private static readonly HashSet<string> Followed = new(StringComparer.OrdinalIgnoreCase)
    {
        "authMechanism",
        "authSource",
        "directConnection",
        "maxIdleTimeMS",
        "replicaSet",
        "ssl",
        "tls",
    };

    /// <exception cref="MongoConnectionStringException">An option is unknown, doubled or not allowed.</exception>
    internal static MongoOptions Read(
        IReadOnlyList<KeyValuePair<string, string>> given,
        string database
    )
    {
        var options = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in given)
        {
            ThrowUnlessKnown(name);
            if (!options.TryAdd(name, value))
                throw MongoConnectionStringException.BadOption(name);
        }
        return new MongoOptions(
            Flag(options, "tls", otherwise: true) && Flag(options, "ssl", otherwise: true),
            options.GetValueOrDefault("authSource", database),
            MechanismIn(options),
            options.GetValueOrDefault("replicaSet"),
            Flag(options, "directConnection", otherwise: false),
            Idle(options)
        );
    }

    private static void ThrowUnlessKnown(string name)
    {
        if (Followed.Contains(name) || OurOwn.Contains(name))
            return;
        throw name.ToUpperInvariant() switch
        {
            "TLSINSECURE"
            or "TLSALLOWINVALIDCERTIFICATES"
            or "TLSALLOWINVALIDHOSTNAMES"
            or "TLSDISABLECERTIFICATEREVOCATIONCHECK"
            or "TLSDISABLEOCSPENDPOINTCHECK"
            or "SSLVERIFYCERTIFICATE" => MongoConnectionStringException.ChecksOff(name),
            "TLSCAFILE" or "TLSCERTIFICATEKEYFILE" or "TLSCERTIFICATEKEYFILEPASSWORD" =>
                MongoConnectionStringException.FileOption(name),
            "PROXYHOST" or "PROXYPORT" or "PROXYUSERNAME" or "PROXYPASSWORD" =>
                MongoConnectionStringException.ProxyOption(name),
            _ => MongoConnectionStringException.UnknownOption(name),
        };
    }

    private static string? MechanismIn(Dictionary<string, string> options) =>
        !options.TryGetValue("authMechanism", out var mechanism) ? null
        : Mechanisms.Contains(mechanism, StringComparer.Ordinal) ? mechanism
        : throw MongoConnectionStringException.BadMechanism();

    private static bool Flag(Dictionary<string, string> options, string name, bool otherwise) =>
        options.GetValueOrDefault(name) switch
        {
            null => otherwise,
            "true" => true,
            "false" => false,
            _ => throw MongoConnectionStringException.BadOption(name),
        };

    private static TimeSpan Idle(Dictionary<string, string> options)
    {
        if (!options.TryGetValue("maxIdleTimeMS", out var text))
            return LongestIdle;
        if (!int.TryParse(text, out var milliseconds) || milliseconds < 1000)
            throw MongoConnectionStringException.BadOption("maxIdleTimeMS");
        var asked = TimeSpan.FromMilliseconds(milliseconds);
        return asked < LongestIdle ? asked : LongestIdle;
    }
}
