using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MongoDB.Driver;
using MongoDB.Driver.Core.Connections;

namespace AssetsBackup.Vault;

/// <summary>
/// A connection string that somebody typed, checked against a list of what it may say. The driver never sees the text: its
/// settings are built from the parts, so that nothing can be said that was not understood here.
/// </summary>
public sealed class MongoConnectionString
{
    private readonly string user;
    private readonly string password;
    private readonly MongoOptions options;
    private readonly X509Certificate2Collection authorities;

    private MongoConnectionString(
        MongoUri uri,
        MongoOptions options,
        X509Certificate2Collection authorities
    )
    {
        (user, password) = (uri.User, uri.Password);
        (Hosts, Database) = (uri.Hosts, uri.Database);
        this.options = options;
        this.authorities = authorities;
    }

    /// <summary>The servers to begin with. Others may be called too, when these name them.</summary>
    public IReadOnlyList<MongoHost> Hosts { get; }

    /// <summary>The database that holds the blobs.</summary>
    public string Database { get; }

    /// <summary>Whether connections are encrypted and the server's certificate is checked.</summary>
    public bool UsesTls => options.Tls;

    /// <summary>Reads and checks a connection string.</summary>
    /// <param name="text">In the standard form, <c>mongodb://user:password@host:port/database?options</c>.</param>
    /// <param name="authoritiesPem">
    /// Certificate authorities that sign the server's certificate, as PEM; null for those that the machine trusts.
    /// </param>
    /// <param name="plainHosts">Hosts that the operator vouches for: they alone may be called without TLS.</param>
    /// <exception cref="MongoConnectionStringException">It says something that is not understood or not allowed.</exception>
    public static MongoConnectionString Parse(
        string text,
        string? authoritiesPem,
        IReadOnlyCollection<string> plainHosts
    )
    {
        var uri = MongoUri.Parse(text);
        var asked = MongoOptions.Read(uri.Options, uri.Database);
        if (
            !asked.Tls
            && !uri.Hosts.All(host =>
                plainHosts.Contains(host.Name, StringComparer.OrdinalIgnoreCase)
            )
        )
        {
            throw MongoConnectionStringException.PlainNotAllowed();
        }
        return new MongoConnectionString(uri, asked, ReadAuthorities(authoritiesPem));
    }

    /// <summary>Settings for the driver. Every connection goes through the proxy, also to servers that a server names.</summary>
    /// <param name="proxy">The way out; it resolves and checks each target.</param>
    /// <param name="selection">How long to look for a server that takes writes.</param>
    public MongoClientSettings ToSettings(Socks5ProxySettings proxy, TimeSpan selection) =>
        new()
        {
            Servers = Hosts.Select(host => new MongoServerAddress(host.Name, host.Port)),
            Credential = CreateCredential(),
            ReplicaSetName = options.ReplicaSet,
            DirectConnection = options.DirectConnection,
            UseTls = options.Tls,
            SslSettings = new SslSettings
            {
                ServerCertificateValidationCallback = MongoTrust.CallbackFor(authorities),
            },
            Socks5ProxySettings = proxy,
            ServerSelectionTimeout = selection,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            SocketTimeout = TimeSpan.FromSeconds(60),
            MaxConnectionIdleTime = options.MaxIdle,
            MaxConnectionPoolSize = 16,
            RetryReads = false,
            RetryWrites = false,
            MaxAdaptiveRetries = 0,
            WriteConcern = WriteConcern.WMajority.With(journal: true),
            ReadPreference = ReadPreference.Primary,
            ApplicationName = "AssetsBackup",
        };

    /// <summary>Where it leads, without who signs in.</summary>
    public override string ToString() => $"mongodb://{string.Join(',', Hosts)}/{Database}";

    private MongoCredential CreateCredential()
    {
        var identity = new MongoInternalIdentity(options.AuthSource, user);
        return new MongoCredential(options.Mechanism, identity, new PasswordEvidence(password));
    }

    private static X509Certificate2Collection ReadAuthorities(string? pem)
    {
        var found = new X509Certificate2Collection();
        if (string.IsNullOrWhiteSpace(pem))
            return found;
        try
        {
            found.ImportFromPem(pem);
        }
        catch (CryptographicException)
        {
            throw MongoConnectionStringException.AuthoritiesNotReadable();
        }
        return found.Count > 0
            ? found
            : throw MongoConnectionStringException.AuthoritiesNotReadable();
    }
}

/// <summary>A server's name and port.</summary>
/// <param name="Name">A name or an address, without brackets.</param>
/// <param name="Port">The TCP port.</param>
public readonly record struct MongoHost(string Name, int Port)
{
    /// <inheritdoc/>
    public override string ToString() => Name.Contains(':') ? $"[{Name}]:{Port}" : $"{Name}:{Port}";
}
