using System.Text.RegularExpressions;

namespace AssetsBackup.Vault;

/// <summary>The parts of a connection string in the standard form, decoded; nothing is judged but the form.</summary>
internal sealed partial record MongoUri(
    string User,
    string Password,
    IReadOnlyList<MongoHost> Hosts,
    string Database,
    IReadOnlyList<KeyValuePair<string, string>> Options
)
{
    private const string Scheme = "mongodb://";
    private const string ServiceScheme = "mongodb+srv://";
    private const int DefaultPort = 27017;
    private const int LongestText = 4096;
    private const int MostHosts = 50;

    // Cosmos DB for NoSQL lives there; its first API for MongoDB did too, at a port of its own.
    private const string NoSqlDomain = ".documents.azure.com";
    private const int OldMongoPort = 10255;

    internal static MongoUri Parse(string text)
    {
        var trimmed = text.Trim();
        ThrowUnlessScheme(trimmed);
        var rest = trimmed[Scheme.Length..];
        var query = rest.IndexOf('?');
        var options = query < 0 ? "" : rest[(query + 1)..];
        var place = query < 0 ? rest : rest[..query];
        // A password with a '/' in it would be cut here: the last '@' ends the user, whatever comes before.
        var at = place.LastIndexOf('@');
        if (at < 0)
            throw MongoConnectionStringException.NoCredentials();
        var (user, password) = ReadUser(place[..at]);
        var path = place[(at + 1)..];
        var slash = path.IndexOf('/');
        return new MongoUri(
            user,
            password,
            ReadHosts(slash < 0 ? path : path[..slash]),
            ReadDatabase(slash < 0 ? "" : path[(slash + 1)..]),
            ReadOptions(options)
        );
    }

    // A record would print the password.
    public override string ToString() => $"{Scheme}{string.Join(',', Hosts)}/{Database}";

    private static void ThrowUnlessScheme(string text)
    {
        if (text.StartsWith("AccountEndpoint=", StringComparison.OrdinalIgnoreCase))
            throw MongoConnectionStringException.NoSqlApi();
        if (text.StartsWith(ServiceScheme, StringComparison.OrdinalIgnoreCase))
            throw MongoConnectionStringException.ServiceForm();
        if (!text.StartsWith(Scheme, StringComparison.Ordinal) || text.Length > LongestText)
            throw MongoConnectionStringException.NotOne();
    }

    private static (string User, string Password) ReadUser(string text)
    {
        var colon = text.IndexOf(':');
        if (colon <= 0 || colon == text.Length - 1)
            throw MongoConnectionStringException.NoCredentials();
        var (user, password) = (text[..colon], text[(colon + 1)..]);
        return IsEscaped(user) && IsEscaped(password)
            ? (Uri.UnescapeDataString(user), Uri.UnescapeDataString(password))
            : throw MongoConnectionStringException.NotEscaped();
    }

    private static List<MongoHost> ReadHosts(string text)
    {
        var hosts = text.Split(',').Select(ReadHost).ToList();
        if (hosts.Count > MostHosts)
            throw MongoConnectionStringException.BadHost();
        return hosts.Exists(host =>
            host.Name.EndsWith(NoSqlDomain, StringComparison.OrdinalIgnoreCase)
            && host.Port != OldMongoPort
        )
            ? throw MongoConnectionStringException.NoSqlApi()
            : hosts;
    }

    private static MongoHost ReadHost(string text)
    {
        if (
            text.Contains("%2f", StringComparison.OrdinalIgnoreCase)
            || text.EndsWith(".sock", StringComparison.OrdinalIgnoreCase)
        )
        {
            throw MongoConnectionStringException.UnixSocket();
        }
        var match = Host().Match(text);
        var port = match.Groups["port"] is { Success: true, ValueSpan: var digits }
            ? int.Parse(digits)
            : DefaultPort;
        return match.Success && port is > 0 and <= ushort.MaxValue
            ? new MongoHost(match.Groups["name"].Value, port)
            : throw MongoConnectionStringException.BadHost();
    }

    private static string ReadDatabase(string text) =>
        text.Length == 0 ? throw MongoConnectionStringException.NoDatabase()
        : DatabaseName().IsMatch(text) ? text
        : throw MongoConnectionStringException.BadDatabase();

    private static List<KeyValuePair<string, string>> ReadOptions(string text)
    {
        var options = new List<KeyValuePair<string, string>>();
        foreach (var option in text.Split('&', ';').Where(option => option.Length > 0))
        {
            var equals = option.IndexOf('=');
            // Behind a '?' in a password everything looks like options. Azure alone writes an '@' there: appName=@account@.
            if (
                option.Contains('@')
                && !option.StartsWith("appName=", StringComparison.OrdinalIgnoreCase)
            )
            {
                throw MongoConnectionStringException.NotEscaped();
            }
            if (equals <= 0 || equals == option.Length - 1)
                throw MongoConnectionStringException.BadOption(option[..Math.Max(equals, 0)]);
            options.Add(new(option[..equals], Uri.UnescapeDataString(option[(equals + 1)..])));
        }
        return options;
    }

    private static bool IsEscaped(string text) => Escaped().IsMatch(text);

    [GeneratedRegex(
        @"\A([^:/?#\[\]@%]|%[0-9A-Fa-f]{2})+\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Escaped();

    [GeneratedRegex(
        @"\A(\[(?<name>[0-9A-Fa-f:.]{2,45})\]|(?<name>[A-Za-z0-9]([A-Za-z0-9._-]{0,251}[A-Za-z0-9])?))(:(?<port>[0-9]{1,5}))?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Host();

    [GeneratedRegex(
        @"\A[A-Za-z0-9_-]{1,63}\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex DatabaseName();
}
