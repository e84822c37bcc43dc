using System.Text.RegularExpressions;

namespace AssetsBackup.Vault;

/// <summary>A connection string that is not taken, and why. No part of it but an option's name is in the message.</summary>
public sealed partial class MongoConnectionStringException : Exception
{
    private const string Authorities = "authorities-not-readable";

    private MongoConnectionStringException(string code, string message)
        : base(message)
    {
        Code = code;
    }

    /// <summary>A stable name of what is wrong, in kebab case.</summary>
    public string Code { get; }

    /// <summary>Whether it is the certificate authorities given beside the string that are not taken.</summary>
    public bool IsOfAuthorities => string.Equals(Code, Authorities, StringComparison.Ordinal);

    internal static MongoConnectionStringException NotOne() =>
        new(
            "connection-string-form",
            "This is no connection string of MongoDB. It begins with mongodb://"
        );

    internal static MongoConnectionStringException ServiceForm() =>
        new(
            "connection-string-srv",
            "The form mongodb+srv:// is not taken, because its servers are looked up elsewhere. Use the standard form, which begins with mongodb:// and names the servers; your provider shows it for older drivers."
        );

    internal static MongoConnectionStringException NoSqlApi() =>
        new(
            "wrong-api",
            "This is an account of Azure Cosmos DB for NoSQL. AssetsBackup needs an account with the API for MongoDB."
        );

    internal static MongoConnectionStringException NoCredentials() =>
        new(
            "credentials-missing",
            "The connection string needs a user name and a password: mongodb://user:password@host"
        );

    internal static MongoConnectionStringException NotEscaped() =>
        new(
            "credentials-not-escaped",
            "Special characters in the user name and password are written as %XX: '@' is %40, ':' is %3A, '/' is %2F, '%' is %25."
        );

    internal static MongoConnectionStringException BadHost() =>
        new("host-form", "One of the servers is not host:port, with commas between several.");

    internal static MongoConnectionStringException UnixSocket() =>
        new("unix-socket", "Servers are named by host and port, not by a socket file.");

    internal static MongoConnectionStringException NoDatabase() =>
        new(
            "database-missing",
            "The connection string must name a database after the servers: mongodb://user:password@host:port/assetsbackup. If users are kept in another one, add authSource=admin."
        );

    internal static MongoConnectionStringException BadDatabase() =>
        new("database-name", "A database name has 1 to 63 letters, digits, '_' and '-'.");

    internal static MongoConnectionStringException PlainNotAllowed() =>
        new(
            "tls-required",
            "Connections must use TLS: leave out tls=false. Only the operator can allow a host to be called without it."
        );

    internal static MongoConnectionStringException AuthoritiesNotReadable() =>
        new(
            Authorities,
            "The certificate authorities are not certificates in PEM form (-----BEGIN CERTIFICATE-----)."
        );

    internal static MongoConnectionStringException BadMechanism() =>
        new("mechanism", "authMechanism can be SCRAM-SHA-1 or SCRAM-SHA-256.");

    internal static MongoConnectionStringException BadOption(string name) =>
        new(
            "option-value",
            $"The option {Shown(name)} has no value that can be read, or is there twice."
        );

    internal static MongoConnectionStringException UnknownOption(string name) =>
        new("option-unknown", $"The option {Shown(name)} is not taken. Leave it out.");

    internal static MongoConnectionStringException ChecksOff(string name) =>
        new(
            "option-tls-checks",
            $"The option {Shown(name)} would switch off the checks of TLS. Leave it out; a certificate authority of your own can be given beside the connection string."
        );

    internal static MongoConnectionStringException FileOption(string name) =>
        new(
            "option-file",
            $"The option {Shown(name)} names a file, and files are not read from a connection string. Leave it out; give the certificate authorities beside the connection string."
        );

    internal static MongoConnectionStringException ProxyOption(string name) =>
        new(
            "option-proxy",
            $"The option {Shown(name)} is not taken: connections have a way out of their own."
        );

    // What stands where an option's name should be may be half a password.
    private static string Shown(string name) => OptionName().IsMatch(name) ? name : "(unreadable)";

    [GeneratedRegex(
        @"\A[A-Za-z]{1,40}\z",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex OptionName();
}
